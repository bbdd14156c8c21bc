// SPDX-License-Identifier: Apache-2.0
/** The main class of the child process that is the MQTT broker. */
@NullMarked
package io.foursigma.local.mqtt;

import org.jspecify.annotations.NullMarked;
