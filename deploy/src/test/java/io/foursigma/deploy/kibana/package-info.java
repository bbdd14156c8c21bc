// SPDX-License-Identifier: Apache-2.0
/** Holds Kibana's objects to their own format, to the index templates and to docs/kibana.md. */
@NullMarked
package io.foursigma.deploy.kibana;

import org.jspecify.annotations.NullMarked;
