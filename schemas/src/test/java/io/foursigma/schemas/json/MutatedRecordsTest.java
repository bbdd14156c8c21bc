// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutatedRecordsTest {

    private static final int RECORDS = 100_000;
    private static final String[] SEEDLINGS = {
        "{\"sensor\":\"greenhouse-7/temperature\",\"time\":1700000000123,\"value\":21.375}",
        "[{\"sensor\":\"\u00e9\ud83c\udf21\",\"time\":\"2026-03-01T12:00:00.123+01:00\",\"value\":-1e-7},"
                + "{\"sensor\":\"b\",\"time\":1,\"value\":NaN},{\"x\":[{}],\"sensor\":\"\\u00e9\",\"time\":2,\"value\":3}]",
        "[1,\"two\",[3],{\"four\":{\"five\":null}},true,-6.5E+7]",
        "",
    };

    /** Whatever the bytes are: no exception, items in order from 0, and every malformed one's bytes lie in the record. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void mutatedRecordIsAlwaysReadingsOrMalformed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int good = 0;
        for (int i = 0; i < RECORDS / 2; i++) {
            byte[] record = mutated(random);
            List<ReadItems.Item> items = read(record, seed);
            String whole = new String(record, StandardCharsets.ISO_8859_1);
            if (items.isEmpty()) {
                fail("seed %d: nothing came of %s", seed, whole);
            }
            for (int index = 0; index < items.size(); index++) {
                ReadItems.Item item = items.get(index);
                if (item.index() != index || (item instanceof ReadItems.Bad bad && !whole.contains(bad.bytes()))) {
                    fail("seed %d: item %d is %s in %s", seed, index, item, whole);
                }
                good += item instanceof ReadItems.Good ? 1 : 0;
            }
        }
        assertThat(good).as("readings among the mutated, seed %d", seed).isGreaterThan(RECORDS / 50);
    }

    private static List<ReadItems.Item> read(byte[] record, long seed) {
        try {
            return ReadItems.of(record);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + Arrays.toString(record), e);
        }
    }

    private static byte[] mutated(SplittableRandom random) {
        byte[] record = SEEDLINGS[random.nextInt(SEEDLINGS.length)].getBytes(StandardCharsets.UTF_8);
        for (int times = random.nextInt(4); times > 0; times--) {
            record = switch (random.nextInt(4)) {
                case 0 -> flipped(record, random);
                case 1 -> inserted(record, random);
                case 2 -> Arrays.copyOf(record, random.nextInt(record.length + 1));
                default -> doubled(record, random);
            };
        }
        return record;
    }

    private static byte[] flipped(byte[] record, SplittableRandom random) {
        byte[] changed = record.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private static byte[] inserted(byte[] record, SplittableRandom random) {
        byte[] structure = "{}[],:\"\\ -0e.NnItf\u0000\uffff".getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(record.length + 1);
        byte[] longer = Arrays.copyOf(record, record.length + 1);
        System.arraycopy(record, at, longer, at + 1, record.length - at);
        longer[at] = structure[random.nextInt(structure.length)];
        return longer;
    }

    private static byte[] doubled(byte[] record, SplittableRandom random) {
        int from = random.nextInt(record.length + 1);
        byte[] longer = Arrays.copyOf(record, record.length + record.length - from);
        System.arraycopy(record, from, longer, record.length, record.length - from);
        return longer;
    }
}
