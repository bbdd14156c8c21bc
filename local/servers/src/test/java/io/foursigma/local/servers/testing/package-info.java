// SPDX-License-Identifier: Apache-2.0
/** Lets the integration tests of any module share one stack of servers. */
@NullMarked
package io.foursigma.local.servers.testing;

import org.jspecify.annotations.NullMarked;
