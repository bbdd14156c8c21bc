// SPDX-License-Identifier: Apache-2.0
/** The forms in which sensors and gateways send readings. */
@NullMarked
package io.foursigma.ingest.format;

import org.jspecify.annotations.NullMarked;
