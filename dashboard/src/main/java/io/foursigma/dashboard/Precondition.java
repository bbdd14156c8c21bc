// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.Policy;
import io.foursigma.stores.PolicyReader.Entry;
import io.javalin.http.Context;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * On what a change depends (RFC 9110, section 13): it is made only if nobody else has changed the same meanwhile.
 *
 * @param ifMatch the header {@code If-Match}, null if it is not there
 * @param ifNoneMatch the header {@code If-None-Match}, null if it is not there
 */
record Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

    static Precondition of(Context context) {
        return new Precondition(context.header("If-Match"), context.header("If-None-Match"));
    }

    /** What tells a policy from those before and after it. The time is for a log that was made anew and counts from 0. */
    static String tag(long revision, Policy policy) {
        return '"' + revision + "-" + policy.at() + '"';
    }

    /** Whether the change may be made to what stands there now, null if nothing does. */
    boolean holdsFor(@Nullable Entry now) {
        return (ifMatch == null || names(ifMatch, now)) && (ifNoneMatch == null || !names(ifNoneMatch, now));
    }

    private static boolean names(String header, @Nullable Entry now) {
        Policy policy = now == null ? null : now.change().policy();
        if (now == null || policy == null) {
            return false;
        }
        String tag = tag(now.revision(), policy);
        return header.trim().equals("*")
                || Arrays.stream(header.split(",", -1))
                        .anyMatch(each -> each.trim().equals(tag));
    }
}
