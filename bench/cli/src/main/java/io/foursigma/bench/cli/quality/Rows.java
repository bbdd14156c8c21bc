// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

/**
 * The rows of a series that belong to a labelled anomaly.
 *
 * @param first the first, from 0
 * @param last the last, not before the first
 */
record Rows(int first, int last) {

    int count() {
        return last - first + 1;
    }
}
