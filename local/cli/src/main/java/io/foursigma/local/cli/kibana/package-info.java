// SPDX-License-Identifier: Apache-2.0
/** {@code foursigma kibana}: data views, panels and dashboards for Kibana. */
@NullMarked
package io.foursigma.local.cli.kibana;

import org.jspecify.annotations.NullMarked;
