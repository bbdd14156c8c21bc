// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

/**
 * Randomness without state: numbers that look independent and follow from their arguments alone, so that the value of a
 * sensor at any time is known without the values before it.
 *
 * <p>The mixing is the finalizer of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators",
 * OOPSLA 2014).
 */
final class Scramble {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private Scramble() {}

    /** 64 bits that follow from the arguments, in their order. */
    static long hash(long seed, long... more) {
        long hash = mix(seed + GOLDEN_GAMMA);
        for (long each : more) {
            hash = mix((hash ^ each) + GOLDEN_GAMMA);
        }
        return hash;
    }

    /** The uniform number in [0, 1) that these bits stand for. */
    static double unit(long hash) {
        return (hash >>> 11) * UNIT;
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
