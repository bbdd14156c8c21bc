// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.analytics.SensorWindowsState;
import java.io.Serializable;

/**
 * Opens the stores. It travels to the workers in serialised form; whoever opens a store closes it. Opening does no I/O
 * that could fail for a store being away.
 */
public interface Stores extends Serializable {

    /** The durable state of running statistics. */
    BucketStore<StatsRow> stats();

    /** The durable state of windows. */
    BucketStore<SensorWindowsState> windows();

    /** A reader of both durable states, which claims nothing. */
    StateReader state();

    /** The index of insights. */
    InsightIndex insights();

    /** The latest values. */
    LatestValues latest();

    /** The log of results. */
    ResultLog results();

    /** The log of dead letters. */
    DeadLetterLog deadLetters();
}
