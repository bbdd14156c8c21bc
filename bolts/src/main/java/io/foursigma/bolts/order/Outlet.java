// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import java.util.List;

/**
 * Where a task's shares go when they are done with. Every ticket that was offered comes out exactly once.
 *
 * @param <T> what stands for a tuple
 * @param <O> what a reading may bring about
 */
public interface Outlet<T, O> {

    /** These shares are durable, in Kafka's order within a partition: send on what they brought about, and ack them. */
    void durable(List<Done<T, O>> done);

    /** This share could not be applied; it has to come again. */
    void failed(T ticket);

    /**
     * A share that is durable.
     *
     * @param ticket what stands for its tuple
     * @param share the share
     * @param outputs what its readings brought about, in order
     * @param <T> what stands for a tuple
     * @param <O> what a reading may bring about
     */
    record Done<T, O>(T ticket, Share share, List<O> outputs) {}
}
