// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.pages;

/**
 * What came out of one round.
 *
 * @param millis50 half of the values were there within so many milliseconds of their event
 * @param millis99 99 of 100
 * @param millisMax all
 * @param values how many values came to pages
 * @param megabytes what came to them per second, in millions of bytes
 * @param cores processor time of the relay per second
 * @param peakMib the most memory that its process had resident, MiB
 */
record Served(
        double millis50,
        double millis99,
        double millisMax,
        long values,
        double megabytes,
        double cores,
        double peakMib) {}
