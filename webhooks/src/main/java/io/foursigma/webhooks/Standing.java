// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

/**
 * How a receiver stands.
 *
 * @param kafka whether Kafka was heard at the last look
 * @param up whether the last request was no failure
 * @param lag records of {@code results} that its group is not done with
 * @param waiting events that wait in memory
 * @param oldestSeconds age of the oldest of them, 0 if there is none
 */
record Standing(boolean kafka, boolean up, long lag, int waiting, double oldestSeconds) {

    /** Before the first look. */
    static final Standing UNKNOWN = new Standing(false, true, 0, 0, 0);

    /** The same without Kafka. */
    Standing withoutKafka() {
        return new Standing(false, up, lag, waiting, oldestSeconds);
    }
}
