// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.cassandra;

/**
 * What Cassandra holds is not what this version of Foursigma, with these settings, can read and write. Trying again does
 * not help: the message names the cure.
 */
public final class CassandraSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CassandraSchemaException(String message) {
        super(message);
    }
}
