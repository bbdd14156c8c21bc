// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.kryo;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Whole numbers that lie close to the one before, such as offsets and times: the distance takes a byte or two. */
final class Offsets {

    private Offsets() {}

    /** Writes numbers, the first as its distance from {@code base}. How many there are is not written. */
    static void write(Output out, long[] numbers, long base) {
        long before = base;
        for (long number : numbers) {
            out.writeVarLong(number - before, false);
            before = number;
        }
    }

    /** Reads so many numbers. */
    static long[] read(Input in, int count, long base) {
        long[] numbers = new long[count];
        long before = base;
        for (int i = 0; i < count; i++) {
            before += in.readVarLong(false);
            numbers[i] = before;
        }
        return numbers;
    }
}
