// SPDX-License-Identifier: Apache-2.0
/** What is kept on disk until Kafka has it. */
@NullMarked
package io.foursigma.ingest.spool;

import org.jspecify.annotations.NullMarked;
