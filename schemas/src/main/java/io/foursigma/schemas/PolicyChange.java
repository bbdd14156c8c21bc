// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A policy that is set or removed.
 *
 * @param key what it is about
 * @param policy the policy from now on; null if it is removed
 */
public record PolicyChange(PolicyKey key, @Nullable Policy policy) {

    /** Checks the key. @throws IllegalArgumentException if it is not the policy's */
    public PolicyChange {
        if (policy != null && !policy.key().equals(key)) {
            throw new IllegalArgumentException("the policy of " + policy.key().text() + " stands under " + key.text());
        }
    }

    /** A policy is set. */
    public static PolicyChange set(Policy policy) {
        return new PolicyChange(policy.key(), policy);
    }

    /** What stood under a key is removed. */
    public static PolicyChange removal(PolicyKey key) {
        return new PolicyChange(key, null);
    }
}
