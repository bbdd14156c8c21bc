// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerPortsTest {

    @Test
    void zeroMayBeGivenToAll() {
        assertThat(ServerPorts.FREE.of(ServerKind.REDIS)).isZero();
    }

    @Test
    void eachServerHasItsOwnPort() {
        ServerPorts ports = new ServerPorts(9092, 9042, 9200, 6379);
        assertThat(ServerKind.values()).extracting(ports::of).containsExactly(9092, 9042, 9200, 6379);
    }

    @Test
    void aPortGivenTwiceIsRefused() {
        assertThatThrownBy(() -> new ServerPorts(9042, 9042, 0, 0)).hasMessageContainingAll("9042", "two servers");
    }

    @Test
    void aPortOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new ServerPorts(0, 0, 0, 65536)).hasMessageContaining("65536");
        assertThatThrownBy(() -> new ServerPorts(-1, 0, 0, 0)).hasMessageContaining("-1");
    }
}
