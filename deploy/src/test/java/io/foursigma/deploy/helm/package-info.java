// SPDX-License-Identifier: Apache-2.0
/** Tests that hold the Helm chart to Kubernetes' models, to the settings and to its own documentation. */
@NullMarked
package io.foursigma.deploy.helm;

import org.jspecify.annotations.NullMarked;
