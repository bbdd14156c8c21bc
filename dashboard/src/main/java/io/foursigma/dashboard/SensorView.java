// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.LatestSensor;
import java.util.List;

/**
 * What a message says of a sensor.
 *
 * @param latest its latest values
 * @param points points of its chart, oldest first
 */
record SensorView(LatestSensor latest, List<Point> points) {

    /** Copies the points. */
    SensorView {
        points = List.copyOf(points);
    }
}
