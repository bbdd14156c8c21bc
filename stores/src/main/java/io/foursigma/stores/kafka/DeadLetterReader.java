// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.Position;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.KeptLetter.NoReading;
import io.foursigma.stores.LetterPage;
import io.foursigma.stores.LetterQuery;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.kafka.DeadLetterScan.Upto;
import java.util.function.Consumer;

/**
 * Reads the topic of dead letters. It has no index: every question reads the whole topic once. All methods throw {@link
 * StoreException} if Kafka does not answer, or if the topic holds something else.
 */
public final class DeadLetterReader {

    private final DeadLetterScan scan;

    /** A reader of the topic that is set. */
    public DeadLetterReader(Settings settings) {
        this.scan = new DeadLetterScan(settings);
    }

    /**
     * Hands over every item that is no reading, once: copies of the same position are passed over. They come partition
     * by partition, in a partition as they were appended first; all copies of a position lie in the same one, so what has
     * been seen is remembered for one partition at a time.
     */
    public void forEach(Consumer<DeadLetter> consumer) {
        scan.read(Upto.OPEN_TRANSACTION, partition -> {
            SeenPositions seen = new SeenPositions();
            return kept -> {
                if (kept instanceof NoReading one && seen.add(one.position())) {
                    consumer.accept(one.letter());
                }
            };
        });
    }

    /**
     * A page of a list of all that is kept. Remembered at one time are the rows of this page and those before it, without
     * their bytes, and what has been seen: of dead letters a bit per offset of one partition, of refused documents some
     * hundred bytes each.
     */
    public LetterPage page(LetterQuery query) {
        PageCollector collector = new PageCollector(query);
        scan.read(Upto.OPEN_TRANSACTION, partition -> collector.nextPartition());
        return collector.page();
    }

    /** All that is kept of a position. */
    public FoundLetters find(Position position) {
        return find(position, Upto.OPEN_TRANSACTION);
    }

    FoundLetters find(Position position, Upto upto) {
        FoundLetters.Collector collector = new FoundLetters.Collector();
        scan.read(upto, partition -> kept -> {
            if (kept.position().equals(position)) {
                collector.add(partition, kept);
            }
        });
        return collector.found();
    }
}
