// SPDX-License-Identifier: Apache-2.0
/** What Storm's daemons need beside Storm to live on one machine as children. */
@NullMarked
package io.foursigma.local.storm.daemons;

import org.jspecify.annotations.NullMarked;
