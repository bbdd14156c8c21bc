// SPDX-License-Identifier: Apache-2.0
/** The graph, the serialisation list and the main class. */
@NullMarked
package io.foursigma.topology;

import org.jspecify.annotations.NullMarked;
