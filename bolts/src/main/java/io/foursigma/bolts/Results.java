// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.SensorStats;
import java.util.ArrayList;

/**
 * What goes to the topic of results.
 *
 * @param stats running statistics, once per sensor and flush
 * @param anomalies anomalies
 * @param episodes episodes at the revisions that readings have made
 */
public record Results(ArrayList<SensorStats> stats, ArrayList<Anomaly> anomalies, ArrayList<Episode> episodes) {}
