// SPDX-License-Identifier: Apache-2.0
/** The main class of the child process that is the Elasticsearch node. */
@NullMarked
package io.foursigma.local.elasticsearch;

import org.jspecify.annotations.NullMarked;
