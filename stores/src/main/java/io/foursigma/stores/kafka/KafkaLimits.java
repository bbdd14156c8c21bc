// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.kafka;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;

/**
 * How large records may be.
 *
 * @param readingsBytes {@code max.message.bytes} of the topic of readings
 * @param deadLettersBytes {@code max.message.bytes} of the topic of dead letters: whatever fits into the topic of
 *     readings fits in here together with its reason and its position
 */
record KafkaLimits(int readingsBytes, int deadLettersBytes) {

    private static final int ALLOWANCE_BYTES = 64 << 10;

    /** The limits that follow from {@code readings.max-bytes}. */
    static KafkaLimits of(Settings settings) {
        int readings = settings.get(SettingsTable.READINGS_MAX_BYTES) + ALLOWANCE_BYTES;
        return new KafkaLimits(readings, readings + ALLOWANCE_BYTES);
    }
}
