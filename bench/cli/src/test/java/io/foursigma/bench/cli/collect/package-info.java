// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.foursigma.bench.cli.collect;

import org.jspecify.annotations.NullMarked;
