// SPDX-License-Identifier: Apache-2.0
/** How well the rule detects, on the corpus of the Numenta Anomaly Benchmark and by its definition of a score. */
@NullMarked
package io.foursigma.bench.cli.quality;

import org.jspecify.annotations.NullMarked;
