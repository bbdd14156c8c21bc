// SPDX-License-Identifier: Apache-2.0
/** One table of settings, resolved once, with all errors at once. */
@NullMarked
package io.foursigma.schemas.settings;

import org.jspecify.annotations.NullMarked;
