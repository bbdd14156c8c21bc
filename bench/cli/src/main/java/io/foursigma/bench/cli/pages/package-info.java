// SPDX-License-Identifier: Apache-2.0
/** What the relay takes to serve many pages. */
@NullMarked
package io.foursigma.bench.cli.pages;

import org.jspecify.annotations.NullMarked;
