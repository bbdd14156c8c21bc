// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

import java.time.Duration;

/**
 * Who looks at what.
 *
 * @param pages pages that read
 * @param stalled pages that do not
 * @param sensors sensors
 * @param rate values a second of each sensor
 * @param shown sensors that a page looks at
 * @param measured how long is measured
 */
record Crowd(int pages, int stalled, int sensors, int rate, int shown, Duration measured) {}
