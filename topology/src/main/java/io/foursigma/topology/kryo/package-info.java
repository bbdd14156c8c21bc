// SPDX-License-Identifier: Apache-2.0
/** How runs and shares travel from one worker to another: compact, since every reading does. */
@NullMarked
package io.foursigma.topology.kryo;

import org.jspecify.annotations.NullMarked;
