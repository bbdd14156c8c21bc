// SPDX-License-Identifier: Apache-2.0
/** The same work as a job of Apache Flink, in one process. */
@NullMarked
package io.foursigma.bench.flink;

import org.jspecify.annotations.NullMarked;
