// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.settings.Settings;
import java.time.InstantSource;

/**
 * What the sources of a collector share; it stays the collector's.
 *
 * @param settings the settings
 * @param intake the way to Kafka
 * @param room the memory for what waits for Kafka
 * @param metrics where everything is counted
 * @param clock the wall clock
 */
public record SourceContext(Settings settings, Intake intake, Room room, SourceMetrics metrics, InstantSource clock) {}
