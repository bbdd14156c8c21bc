// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.foursigma.bench.cli.pages;

import org.jspecify.annotations.NullMarked;
