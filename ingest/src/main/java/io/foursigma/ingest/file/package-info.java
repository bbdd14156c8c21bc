// SPDX-License-Identifier: Apache-2.0
/** Readings from files, given or followed as they grow. */
@NullMarked
package io.foursigma.ingest.file;

import org.jspecify.annotations.NullMarked;
