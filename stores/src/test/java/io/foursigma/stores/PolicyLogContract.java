// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.foursigma.schemas.Acknowledgement;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.SensorPolicy;
import org.junit.jupiter.api.Test;

/** The laws of {@link PolicyLog} and {@link PolicyReader}. */
public abstract class PolicyLogContract {

    /** The log under test; it holds nothing when a test begins. */
    protected abstract PolicyLog log();

    /** A new reader of it, which a test closes. */
    protected abstract PolicyReader reader();

    @Test
    void emptyLogIsReadAtOnce() {
        HeardPolicies heard = new HeardPolicies();
        try (PolicyReader reader = reader()) {
            reader.listen(heard);
            await().until(heard::isCaughtUp);
            assertThat(heard.policies()).isEmpty();
        }
    }

    @Test
    void whatStandsThereIsHeardBeforeAndWhatComesAfterCatchingUp() {
        append(PolicyChange.set(policy("a", 1)));
        append(PolicyChange.set(policy("a", 2)));
        append(PolicyChange.set(new Acknowledgement("t.0.1.0", "anna", 5, "pump\nwas off")));
        HeardPolicies heard = new HeardPolicies();
        try (PolicyReader reader = reader()) {
            reader.listen(heard);
            await().until(heard::isCaughtUp);
            assertThat(heard.policies().values())
                    .containsExactlyInAnyOrder(
                            policy("a", 2), new Acknowledgement("t.0.1.0", "anna", 5, "pump\nwas off"));
            append(PolicyChange.set(policy("b", 3)));
            await().until(() -> policy("b", 3).equals(heard.policies().get(PolicyKey.sensor("b"))));
        }
    }

    @Test
    void revisionIsTheOneThatReadersHearAndLaterOnesAreGreater() {
        HeardPolicies heard = new HeardPolicies();
        try (PolicyReader reader = reader()) {
            reader.listen(heard);
            await().until(heard::isCaughtUp);
            long first = append(PolicyChange.set(policy("a", 1)));
            long second = append(PolicyChange.set(policy("a", 1)));
            assertThat(second).isGreaterThan(first);
            await().until(() -> heard.newestRevision() == second);
        }
    }

    @Test
    void removalIsHeardByFollowersAndLeavesNothingForThoseWhoComeLater() {
        HeardPolicies follower = new HeardPolicies();
        HeardPolicies later = new HeardPolicies();
        try (PolicyReader one = reader();
                PolicyReader other = reader()) {
            one.listen(follower);
            append(PolicyChange.set(policy("a", 1)));
            await().until(() -> follower.policies().size() == 1);
            append(PolicyChange.removal(PolicyKey.sensor("a")));
            await().until(() -> follower.policies().isEmpty());
            other.listen(later);
            await().until(later::isCaughtUp);
            assertThat(later.policies()).isEmpty();
        }
    }

    @Test
    void oddNamesSurvive() {
        for (String sensor : Samples.ODD_SENSORS) {
            append(PolicyChange.set(policy(sensor, 1)));
        }
        HeardPolicies heard = new HeardPolicies();
        try (PolicyReader reader = reader()) {
            reader.listen(heard);
            await().until(heard::isCaughtUp);
            assertThat(heard.policies().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            Samples.ODD_SENSORS.stream().map(PolicyKey::sensor).toList());
        }
    }

    /** A policy to tell from others by its time. */
    public static SensorPolicy policy(String sensor, long at) {
        return new SensorPolicy(sensor, "°C", new Limits(null, 10.0, 30.0, 35.5), "anna", at);
    }

    /** Appends and gives the revision. */
    protected final long append(PolicyChange change) {
        return log().append(change).toCompletableFuture().join();
    }
}
