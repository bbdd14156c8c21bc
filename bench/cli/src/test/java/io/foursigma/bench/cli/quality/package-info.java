// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.foursigma.bench.cli.quality;

import org.jspecify.annotations.NullMarked;
