// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import io.foursigma.schemas.Run;
import io.foursigma.stores.Buckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One partition as Kafka keeps it, each record a list of items: sensors' names, or "" for what is no reading. */
final class TestLog {

    static final String TOPIC = "topic-1";

    final int partition;
    private final List<List<String>> records = new ArrayList<>();

    TestLog(int partition) {
        this.partition = partition;
    }

    /** A partition with records of none to three items of a few sensors of its own. */
    static TestLog random(int partition, int length, SplittableRandom random) {
        TestLog log = new TestLog(partition);
        for (int offset = 0; offset < length; offset++) {
            String[] items = new String[random.nextInt(4)];
            for (int i = 0; i < items.length; i++) {
                items[i] = random.nextInt(8) == 0 ? "" : "p" + partition + "-s" + random.nextInt(12);
            }
            log.add(items);
        }
        return log;
    }

    /** Appends a record; the empty name stands for an item that is no reading. */
    TestLog add(String... items) {
        records.add(List.of(items));
        return this;
    }

    /** Appends the other log's records before an offset. */
    void addAll(TestLog other, long end) {
        records.addAll(other.records.subList(0, (int) end));
    }

    long end() {
        return records.size();
    }

    long items(boolean good) {
        return records.stream()
                .flatMap(List::stream)
                .filter(item -> item.isEmpty() != good)
                .count();
    }

    /** The shares of the run [first, end), by task. */
    Share[] shares(Buckets buckets, int tasks, long first, long end, long committed) {
        RunSplitter splitter = new RunSplitter(buckets, tasks);
        for (long offset = first; offset < end; offset++) {
            Run.Item record = new Run.Item(offset, 1_000 + offset, null);
            List<String> items = records.get((int) offset);
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).isEmpty()) {
                    splitter.deadLetter(record);
                } else {
                    splitter.reading(items.get(i), time(offset), value(offset, i), record, i);
                }
            }
        }
        return splitter.split(new Run(TOPIC, partition, first, end, committed, 0, List.of()));
    }

    /** What a run over the whole log, in order, makes of every sensor; it writes down the outputs. */
    Map<String, ChainLogic.Row> applied(List<String> outputs) {
        ChainLogic logic = new ChainLogic();
        Map<String, ChainLogic.Live> sensors = new TreeMap<>();
        Share all = shares(new Buckets(1), 1, 0, end(), 0)[0];
        for (int i = 0; i < all.readings().size(); i++) {
            logic.apply(sensors.computeIfAbsent(all.readings().sensors()[i], logic::fresh), all, i, outputs);
        }
        Map<String, ChainLogic.Row> rows = new TreeMap<>();
        sensors.forEach((sensor, live) -> rows.put(sensor, logic.row(live)));
        return rows;
    }

    private static long time(long offset) {
        return 7 * offset;
    }

    private static double value(long offset, int index) {
        return (double) (10 * offset + index) / 7;
    }
}
