// SPDX-License-Identifier: Apache-2.0
/** Every store in the memory of one JVM, with the same guards as the real ones: for tests and trials. */
@NullMarked
package io.foursigma.stores.memory;

import org.jspecify.annotations.NullMarked;
