// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

import io.foursigma.analytics.Moments;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Moments in bytes: the count and the six doubles, in the order of the record. */
final class MomentsBytes {

    private MomentsBytes() {}

    static void write(DataOutput out, Moments moments) throws IOException {
        out.writeLong(moments.count());
        out.writeDouble(moments.scaledMean());
        out.writeDouble(moments.scaledMeanLow());
        out.writeDouble(moments.scaledM2());
        out.writeDouble(moments.scaledM2Low());
        out.writeDouble(moments.min());
        out.writeDouble(moments.max());
    }

    static Moments read(ByteBuffer in) {
        return new Moments(
                in.getLong(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble(),
                in.getDouble());
    }
}
