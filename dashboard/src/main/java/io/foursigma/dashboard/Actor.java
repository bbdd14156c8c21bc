// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.javalin.http.Context;

/** Who sends a request, and whether he may change anything. */
@FunctionalInterface
interface Actor {

    /** Whoever reaches the port is an operator. */
    Actor LOCAL = context -> "local";

    /**
     * The name of the operator who sends a request.
     *
     * @throws io.javalin.http.HttpResponseException if nobody is signed in, or somebody who may only read
     */
    String requireOperator(Context context);
}
