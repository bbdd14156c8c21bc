// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.scale;

import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is varied, all else being as in the {@link Base}. */
enum Dimension {
    SENSORS("sensors", "number of sensors"),
    PARTITIONS("partitions", "partitions of the topic"),
    BUCKETS("buckets", "state buckets"),
    HOT("hot", "a sensor that sends half of all readings (0: none, 1: one)"),
    WINDOW("window", "readings of a sensor per window");

    private final String word;
    private final String title;

    Dimension(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** The dimension of a word. */
    static Optional<Dimension> of(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.word.equals(word))
                .findFirst();
    }

    /** What it counts, for people. */
    String title() {
        return title;
    }

    /** The sizes that are measured where none are named. */
    List<Integer> values(boolean quick) {
        return switch (this) {
            case SENSORS -> quick ? List.of(10, 50) : List.of(1, 100, 10_000, 100_000, 1_000_000);
            case PARTITIONS -> quick ? List.of(1, 4) : List.of(1, 4, 16, 64);
            case BUCKETS -> quick ? List.of(4, 16) : List.of(1, 4, 16, 64, 256);
            case HOT -> List.of(0, 1);
            case WINDOW -> quick ? List.of(10, 100) : List.of(1, 10, 100, 1_000);
        };
    }

    /** Whether the same state is taken up again by a new process at each point: only sensors make it larger. */
    boolean recovers() {
        return this == SENSORS;
    }

    /**
     * The point of a size.
     *
     * @param given settings of the topology, beside its defaults
     * @throws IllegalArgumentException if there is no such size, or a setting is wrong; with all that is wrong with the
     *     settings
     */
    Point point(int value, Base base, Map<String, String> given) {
        return switch (this) {
            case SENSORS -> new Point(this, value, base.withSensors(value), allResident(value, given));
            case PARTITIONS ->
                new Point(this, value, base.withPartitions(value), with(SettingsTable.TOPIC_PARTITIONS, value, given));
            case BUCKETS -> new Point(this, value, base.workload(), with(SettingsTable.STATE_BUCKETS, value, given));
            case HOT -> new Point(this, value, isHot(value) ? base.withHotSensor() : base.workload(), checked(given));
            case WINDOW -> new Point(this, value, base.withPerWindow(value), checked(given));
        };
    }

    /** All sensors stay in memory, so that memory per sensor can be told; unless another number was given. */
    private static Map<String, String> allResident(int sensors, Map<String, String> given) {
        Setting<Integer> resident = SettingsTable.STATE_RESIDENT_SENSORS;
        int least = Settings.defaults().get(resident);
        return given.containsKey(resident.name()) || sensors <= least ? checked(given) : with(resident, sensors, given);
    }

    private static boolean isHot(int value) {
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("0 or 1 hot sensors, not " + value);
        }
        return value == 1;
    }

    private static Map<String, String> with(Setting<?> setting, int value, Map<String, String> given) {
        if (given.containsKey(setting.name())) {
            throw new IllegalArgumentException("-c " + setting.name() + ": this is what is varied; leave it out");
        }
        Map<String, String> more = new HashMap<>(given);
        more.put(setting.name(), Integer.toString(value));
        return checked(more);
    }

    private static Map<String, String> checked(Map<String, String> given) {
        return Settings.resolve(Map.of(), given).texts();
    }

    @Override
    public String toString() {
        return word;
    }
}
