// SPDX-License-Identifier: Apache-2.0
/** {@code foursigma chaos}: readings through a cluster while its processes die, against an oracle and a calm run. */
@NullMarked
package io.foursigma.local.cli.chaos;

import org.jspecify.annotations.NullMarked;
