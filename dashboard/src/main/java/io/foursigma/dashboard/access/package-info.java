// SPDX-License-Identifier: Apache-2.0
/** Access to the relay: who is signed in, and what he may do. */
@NullMarked
package io.foursigma.dashboard.access;

import org.jspecify.annotations.NullMarked;
