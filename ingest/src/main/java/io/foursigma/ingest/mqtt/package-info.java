// SPDX-License-Identifier: Apache-2.0
/** Readings from a broker of MQTT. */
@NullMarked
package io.foursigma.ingest.mqtt;

import org.jspecify.annotations.NullMarked;
