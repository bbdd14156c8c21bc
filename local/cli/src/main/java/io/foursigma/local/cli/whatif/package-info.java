// SPDX-License-Identifier: Apache-2.0
/** Past readings judged by other settings, without touching any store. */
@NullMarked
package io.foursigma.local.cli.whatif;

import org.jspecify.annotations.NullMarked;
