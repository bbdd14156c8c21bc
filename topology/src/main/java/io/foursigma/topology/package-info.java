// SPDX-License-Identifier: Apache-2.0
/** The graph, the list of what travels in tuples, and Storm's configuration. */
@NullMarked
package io.foursigma.topology;

import org.jspecify.annotations.NullMarked;
