// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20:01:0d:b8:00:01:00:02/64",
        "[2001:db8:1:2::9], 20:01:0d:b8:00:01:00:02/64",
        "fe80::1%eth0, fe:80:00:00:00:00:00:00/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "dead.beef, unknown",
        "999.0.0.1, unknown",
        "1:2, unknown",
        "'a\nb', unknown",
        "'', unknown"
    })
    void addressesOfOneHouseholdAreOneNetworkAndNoNameIsLookedUp(String address, String network) {
        assertThat(Caller.network(address)).isEqualTo(network);
    }
}
