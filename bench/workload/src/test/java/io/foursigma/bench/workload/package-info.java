// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.foursigma.bench.workload;

import org.jspecify.annotations.NullMarked;
