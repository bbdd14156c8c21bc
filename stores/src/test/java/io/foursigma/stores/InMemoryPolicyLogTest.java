// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.stores.memory.InMemoryPolicyLog;

final class InMemoryPolicyLogTest extends PolicyLogContract {

    private final InMemoryPolicyLog log = new InMemoryPolicyLog();

    @Override
    protected PolicyLog log() {
        return log;
    }

    @Override
    protected PolicyReader reader() {
        return log.reader();
    }
}
