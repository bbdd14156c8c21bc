// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * What the live page knows of a sensor. The two halves come from different tasks and are each as new as they can be; at
 * least one of them is there.
 *
 * @param sensor the sensor's name
 * @param reading its newest judged reading, null until one has come
 * @param stats its running statistics, null until they have come
 */
public record LatestSensor(
        String sensor,
        @Nullable LatestReading reading,
        @Nullable SensorStats stats) {}
