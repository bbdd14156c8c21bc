// SPDX-License-Identifier: Apache-2.0
/** Looks into the images that the profile {@code images} builds. */
@NullMarked
package io.foursigma.deploy.images;

import org.jspecify.annotations.NullMarked;
