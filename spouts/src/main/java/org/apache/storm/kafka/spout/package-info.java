// SPDX-License-Identifier: Apache-2.0
/** What has to lie in the package of Storm's {@code KafkaSpout} to reach its constructor. */
@NullMarked
package org.apache.storm.kafka.spout;

import org.jspecify.annotations.NullMarked;
