// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import io.foursigma.stores.Backoff;
import io.foursigma.stores.InsightIndex.Refused;
import io.foursigma.stores.StoreClock;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.elasticsearch.ElasticsearchHttp.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Sends items in bulk requests of bounded size, again and again until each is in the index or refused for good. */
final class BulkSender {

    private final Endpoint endpoint;
    private final int maxBytes;
    private final Backoff backoff;
    private final StoreClock clock;
    private final RandomGenerator random;

    /**
     * A sender.
     *
     * @param endpoint takes the requests
     * @param maxBytes how many bytes a request may have; a single larger item goes by itself
     * @param backoff the waits between attempts; its patience holds for each request
     * @param clock the time to wait by
     * @param random the random part of the waits
     */
    BulkSender(Endpoint endpoint, int maxBytes, Backoff backoff, StoreClock clock, RandomGenerator random) {
        this.endpoint = endpoint;
        this.maxBytes = maxBytes;
        this.backoff = backoff;
        this.clock = clock;
        this.random = random;
    }

    /** Takes the body of a bulk request. */
    @FunctionalInterface
    interface Endpoint {
        /** Sends it and waits for the answer. @throws IOException if there is none */
        Answer bulk(byte[] body) throws IOException;
    }

    /** Sends all; the documents that will never be taken. @throws StoreException when patience is at its end */
    List<Refused> send(List<BulkItem> items) {
        List<Refused> refused = new ArrayList<>();
        int from = 0;
        while (from < items.size()) {
            int to = from + 1;
            int bytes = items.get(from).bytes();
            while (to < items.size() && bytes + items.get(to).bytes() <= maxBytes) {
                bytes += items.get(to).bytes();
                to++;
            }
            sendOne(items.subList(from, to), bytes, refused);
            from = to;
        }
        return refused;
    }

    private void sendOne(List<BulkItem> items, int bytes, List<Refused> refused) {
        long start = clock.nanoTime();
        List<BulkItem> pending = items;
        for (int failures = 1; ; failures++) {
            BulkAnswer answer = attempt(pending, bytes);
            refused.addAll(answer.refused());
            pending = answer.again();
            if (pending.isEmpty()) {
                return;
            }
            long elapsed = clock.nanoTime() - start;
            if (elapsed >= backoff.patience().toNanos()) {
                throw new StoreException("Elasticsearch has not taken " + pending.size() + " of " + items.size()
                        + " documents in " + elapsed / 1_000_000 + " ms and " + failures + " attempts: "
                        + answer.reason() + "; they will be sent again when it is back");
            }
            clock.sleep(backoff.waitAfter(failures, random.nextDouble()));
        }
    }

    private BulkAnswer attempt(List<BulkItem> items, int bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(bytes);
        items.forEach(item -> item.writeTo(body));
        try {
            return BulkAnswer.read(endpoint.bulk(body.toByteArray()), items);
        } catch (IOException e) {
            return BulkAnswer.nothingTaken(items, e.toString());
        }
    }
}
