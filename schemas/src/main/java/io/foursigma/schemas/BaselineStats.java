// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

/**
 * The statistics of a sensor's previous non-empty window, as a verdict used them.
 *
 * @param start start of that window, epoch milliseconds, included
 * @param end end of that window, epoch milliseconds, excluded
 * @param count number of values, at least 1
 * @param mean their mean, rounded once
 * @param std their population standard deviation (divisor n), rounded once
 */
public record BaselineStats(long start, long end, long count, double mean, double std) {}
