// SPDX-License-Identifier: Apache-2.0
/** Holds docker-compose.yml and what it mounts to the compose specification and to the code. */
@NullMarked
package io.foursigma.deploy.compose;

import org.jspecify.annotations.NullMarked;
