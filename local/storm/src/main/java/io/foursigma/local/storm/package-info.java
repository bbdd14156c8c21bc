// SPDX-License-Identifier: Apache-2.0
/** The topology on a Storm cluster within one process. */
@NullMarked
package io.foursigma.local.storm;

import org.jspecify.annotations.NullMarked;
