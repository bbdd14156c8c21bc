// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bolts.order;

/** A history that must not have been. */
final class SimulationFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    SimulationFailure(String what) {
        super(what);
    }
}
