// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.analytics.SensorWindowsState;
import org.jspecify.annotations.Nullable;

/**
 * Both durable states of a sensor, which belong to different tasks: one may be ahead of the other.
 *
 * @param sensor the sensor's name
 * @param stats its running statistics
 * @param windows its windows, read after the statistics; null if there are none yet
 */
public record SensorState(
        String sensor, StatsRow stats, @Nullable SensorWindowsState windows) {}
