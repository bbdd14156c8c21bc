// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps what comes out, and demands that no ticket comes out twice. */
final class RecordingOutlet implements Outlet<String, String> {

    final List<String> acked = new ArrayList<>();
    final List<String> failed = new ArrayList<>();
    final List<String> outputs = new ArrayList<>();
    private final Set<String> left = new HashSet<>();

    @Override
    public void durable(List<Done<String, String>> done) {
        for (Done<String, String> one : done) {
            assertThat(left.add(one.ticket()))
                    .as("%s leaves once", one.ticket())
                    .isTrue();
            acked.add(one.ticket());
            outputs.addAll(one.outputs());
        }
    }

    @Override
    public void failed(String ticket) {
        assertThat(left.add(ticket)).as("%s leaves once", ticket).isTrue();
        failed.add(ticket);
    }
}
