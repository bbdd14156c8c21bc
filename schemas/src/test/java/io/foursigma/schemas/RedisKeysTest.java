// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RedisKeysTest {

    @Test
    void everyKeyBeginsWithThePrefix() {
        RedisKeys keys = new RedisKeys("plant");
        assertThat(keys.latest("a:b")).isEqualTo("plant:latest:a:b");
        assertThat(keys.sensors()).isEqualTo("plant:sensors");
        assertThat(keys.live()).isEqualTo("plant:live");
    }

    @Test
    void noSensorsNameMakesAKeyThatMeansSomethingElse() {
        RedisKeys keys = new RedisKeys("plant");
        Set<String> others = Set.of(keys.sensors(), keys.live());
        assertThat(Set.of("sensors", "live", ":live", "latest:")).noneMatch(name -> others.contains(keys.latest(name)));
    }

    @Test
    void scriptWritesTheFieldsThatReadersLookFor() {
        String script = Resources.text("redis/latest.lua");
        assertThat(script).contains("'" + RedisKeys.READING_FIELD + "'", "'" + RedisKeys.STATS_FIELD + "'");
    }
}
