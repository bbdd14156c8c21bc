// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that is made when it is first needed. A worker that starts in the place of a dead one has much to do before
 * readings flow again, and many a client is never needed.
 *
 * @param <T> the client
 */
public final class OnDemand<T> {

    private final Supplier<T> maker;
    private @Nullable T made;
    private boolean closed;

    /** A client that this makes. */
    public OnDemand(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The client. @throws IllegalStateException if it was taken out to be closed */
    public synchronized T get() {
        if (closed) {
            throw new IllegalStateException("this store is closed: open another one");
        }
        T present = made;
        if (present == null) {
            present = maker.get();
            made = present;
        }
        return present;
    }

    /** Takes the client out, to be closed; empty if none was made. None will be made any more. */
    public synchronized Optional<T> take() {
        closed = true;
        Optional<T> last = Optional.ofNullable(made);
        made = null;
        return last;
    }
}
