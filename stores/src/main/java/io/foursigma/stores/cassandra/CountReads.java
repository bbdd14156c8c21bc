// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import io.foursigma.schemas.BucketCounts;
import java.util.Optional;

/**
 * Reads what a bucket's sensors have counted beside what the bucket has applied.
 *
 * <p>A flush changes rows and static columns in one batch of one partition, and raises the sequence. So where the
 * sequence is the same before and after the rows are read, a page at a time, no flush came between, and rows and progress
 * are of one instant. The sequence is read serially: a flush that is under way is brought to its end first.
 */
final class CountReads {

    private final CqlSession session;
    private final PreparedStatement statics;
    private final PreparedStatement counts;

    CountReads(CqlSession session, String keyspace) {
        this.session = session;
        String table = keyspace + ".sensor_stats";
        statics = session.prepare("SELECT sequence, progress FROM " + table + " WHERE bucket = ? LIMIT 1");
        counts = session.prepare("SELECT sensor, moments.count FROM " + table + " WHERE bucket = ?");
    }

    /** The two sums of a bucket, empty if it was flushed meanwhile. */
    Optional<BucketCounts> of(int bucket) {
        Moment before = moment(bucket);
        long sensors = 0;
        long counted = 0;
        for (Row row : session.execute(counts.bind(bucket))) {
            // A partition with static columns only is a row without a sensor.
            if (!row.isNull(0)) {
                sensors++;
                counted += row.getLong(1);
            }
        }
        return before.equals(moment(bucket))
                ? Optional.of(new BucketCounts(bucket, sensors, counted, before.applied()))
                : Optional.empty();
    }

    private Moment moment(int bucket) {
        BoundStatement statement = statics.bind(bucket).setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
        Row found = session.execute(statement).one();
        if (found == null || found.isNull(0)) {
            return new Moment(0, 0);
        }
        long applied = 0;
        for (UdtValue progress : found.getMap(1, Integer.class, UdtValue.class).values()) {
            applied += StateTypes.progress(progress).applied();
        }
        return new Moment(found.getLong(0), applied);
    }

    private record Moment(long sequence, long applied) {}
}
