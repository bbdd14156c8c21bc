// SPDX-License-Identifier: Apache-2.0
/** {@code foursigma cluster}: a Storm cluster of real daemons on this machine, beside the servers and the relay. */
@NullMarked
package io.foursigma.local.cli.cluster;

import org.jspecify.annotations.NullMarked;
