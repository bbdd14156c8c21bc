// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

/** Who makes a request, and what he may do. */
record Visitor(String name, Role role) {

    /** Everybody, while sign-in is off. */
    static final Visitor LOCAL = new Visitor(Account.LOCAL, Role.OPERATOR);

    static Visitor of(Account account) {
        return new Visitor(account.name(), account.role());
    }
}
