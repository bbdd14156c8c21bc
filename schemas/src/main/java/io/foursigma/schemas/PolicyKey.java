// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a policy is about: the key of its record.
 *
 * @param kind whether it is a sensor, an anomaly or an episode
 * @param name the sensor's name, or the anomaly's or episode's id
 */
public record PolicyKey(Kind kind, String name) {

    /** What policies can be about. */
    public enum Kind {
        /** A sensor, by its name. */
        SENSOR("sensor/"),
        /** An anomaly, by its id. */
        ANOMALY("anomaly/"),
        /** An episode, by its id. */
        EPISODE("episode/");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Checks the name. @throws IllegalArgumentException if nothing of the kind can have it */
    public PolicyKey {
        if (kind != Kind.SENSOR) {
            Position.parse(name);
        } else {
            String problem = Reading.sensorProblem(name);
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
        }
    }

    /** The key of a sensor's policy. */
    public static PolicyKey sensor(String name) {
        return new PolicyKey(Kind.SENSOR, name);
    }

    /** The key of an anomaly's acknowledgement. */
    public static PolicyKey anomaly(String id) {
        return new PolicyKey(Kind.ANOMALY, id);
    }

    /** The key of an episode's acknowledgement. */
    public static PolicyKey episode(String id) {
        return new PolicyKey(Kind.EPISODE, id);
    }

    /**
     * Reads a key from its {@link #text}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static PolicyKey parse(String text) {
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(each -> text.startsWith(each.prefix))
                .findFirst();
        return kind.map(found -> new PolicyKey(found, text.substring(found.prefix.length())))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no key of a policy: it begins with none of sensor/, anomaly/ and episode/"));
    }

    /** The key as text, {@code sensor/NAME}, {@code anomaly/ID} or {@code episode/ID}. */
    public String text() {
        return kind.prefix + name;
    }
}
