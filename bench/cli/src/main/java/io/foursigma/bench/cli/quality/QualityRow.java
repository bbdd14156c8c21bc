// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import io.foursigma.local.cli.whatif.Variant;

/**
 * One choice of settings, scored.
 *
 * @param variant the settings
 * @param anomalies each anomaly is an alarm
 * @param episodes each episode is one, at the anomaly that opens it
 */
record QualityRow(Variant variant, Scored anomalies, Scored episodes) {}
