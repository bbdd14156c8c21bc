// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import io.foursigma.schemas.DeadLetter;
import io.foursigma.schemas.RefusedDocument;
import io.foursigma.stores.memory.InMemoryDeadLetterLog;
import java.util.List;

final class InMemoryDeadLetterLogTest extends DeadLetterLogContract {

    private final InMemoryDeadLetterLog log = new InMemoryDeadLetterLog();

    @Override
    protected DeadLetterLog log() {
        return log;
    }

    @Override
    protected List<DeadLetter> letters() {
        return log.letters().stream().distinct().toList();
    }

    @Override
    protected List<RefusedDocument> refused() {
        return log.refused().stream().distinct().toList();
    }
}
