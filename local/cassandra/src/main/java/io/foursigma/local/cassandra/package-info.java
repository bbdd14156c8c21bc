// SPDX-License-Identifier: Apache-2.0
/** The main class of the child process that is the Cassandra node. */
@NullMarked
package io.foursigma.local.cassandra;

import org.jspecify.annotations.NullMarked;
