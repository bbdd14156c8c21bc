// SPDX-License-Identifier: Apache-2.0
/** The main class of the child process that is the Kafka broker. */
@NullMarked
package io.foursigma.local.kafka;

import org.jspecify.annotations.NullMarked;
