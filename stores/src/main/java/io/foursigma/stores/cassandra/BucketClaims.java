// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import io.foursigma.stores.StoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a bucket gets an owner. A claim raises the epoch by compare-and-set; from then on no batch of a former owner can
 * apply, for each asks for its own epoch, and what such a batch wrote before stands in the static columns that are read
 * afterwards. Then the outputs beyond the next offsets are deleted, and the static columns are read once more: had the
 * epoch been raised again meanwhile, the next offsets would be somebody else's by now.
 */
final class BucketClaims {

    /** How often the epoch is tried to be raised while others claim too, or while outcomes are unknown. */
    private static final int ATTEMPTS = 3;

    private final String table;
    private final StateReads reads;
    private final StateWrites writes;
    private final Optional<OutputStatements> outputs;

    BucketClaims(String table, StateReads reads, StateWrites writes, Optional<OutputStatements> outputs) {
        this.table = table;
        this.reads = reads;
        this.writes = writes;
        this.outputs = outputs;
    }

    /** Claims a bucket, and tells what its static columns say then. Blocks. @throws StoreException if others keep claiming it, or Cassandra does not answer */
    Statics claim(int bucket, String owner) {
        try {
            long epoch = raiseEpoch(bucket, owner);
            Statics statics = owned(bucket, epoch, owner);
            if (outputs.isPresent()) {
                outputs.get().deleteBeyond(bucket, epoch, statics.progress());
                statics = owned(bucket, epoch, owner);
            }
            return statics;
        } catch (DriverException e) {
            throw new StoreException(place(bucket) + " could not be claimed for " + owner + ": claim it again", e);
        }
    }

    private Statics owned(int bucket, long epoch, String owner) {
        Statics statics = reads.statics(bucket);
        if (statics.epoch() != epoch) {
            throw new StoreException(place(bucket) + " was claimed by " + statics.owner() + " while " + owner
                    + " claimed it: claim it again if it is still yours to work on");
        }
        return statics;
    }

    private long raiseEpoch(int bucket, String owner) {
        long tried = 0;
        DriverException unknown = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                Statics found = reads.statics(bucket);
                if (found.epoch() == tried && owner.equals(found.owner())) {
                    return tried;
                }
                tried = found.epoch() + 1;
                if (writes.claim(bucket, tried, owner)) {
                    return tried;
                }
            } catch (DriverException e) {
                // A read gives way to flushes that come one upon the other; a write may have been done, which the next
                // attempt sees by the token.
                unknown = e;
            }
        }
        throw notClaimed(
                place(bucket) + " could not be claimed for " + owner + " in " + ATTEMPTS + " attempts: claim it again",
                unknown);
    }

    private static StoreException notClaimed(String message, @Nullable DriverException unknown) {
        return unknown == null ? new StoreException(message) : new StoreException(message, unknown);
    }

    private String place(int bucket) {
        return "bucket " + bucket + " of " + table;
    }
}
