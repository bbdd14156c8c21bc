// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.foursigma.dashboard.LiveRequest.Opening;
import io.foursigma.schemas.Acknowledgement;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.Episode;
import io.foursigma.schemas.EpisodeAcknowledgement;
import io.foursigma.schemas.LatestReading;
import io.foursigma.schemas.LatestSensor;
import io.foursigma.schemas.Limits;
import io.foursigma.schemas.PolicyChange;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.schemas.VerdictName;
import io.foursigma.stores.InsightReader.PageEnd;
import io.foursigma.stores.PolicyReader.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveHubTest {

    private static final Opening ALL = new Opening(false, null);
    private static final Opening SUBSCRIBED = new Opening(true, null);

    private final SettableClock clock = new SettableClock();
    private final HealthBoard health = new HealthBoard(clock);
    private final PolicyBoard policies = new PolicyBoard();
    private final FakeWire page = new FakeWire();
    private final List<String> backlogs = new ArrayList<>();
    private final List<BacklogReader.Taker<Anomaly>> takers = new ArrayList<>();
    private final List<BacklogReader.Taker<Episode>> episodeTakers = new ArrayList<>();
    private final LiveHub hub = new LiveHub(
            health,
            this::readBacklog,
            (since, after, taker) -> episodeTakers.add(taker),
            policies,
            new Anomaly.Rule(4, 8, 0),
            Pace.PROMISED,
            clock);

    @Test
    void pageThatComesGetsASnapshotWithThePast() {
        value(1);
        value(2);
        hub.join("page", page, ALL);
        assertThat(page.types()).containsExactly("snapshot");
        assertThat(page.last()).contains("[1,0,1,1.0,").contains("[2,0,2,2.0,").contains("\"sigmas\":4.0");
    }

    @Test
    void updatesWaitForTheTickAndAreMergedWithAllTheirPoints() {
        hub.join("page", page, ALL);
        IntStream.rangeClosed(1, 3).forEach(this::value);
        assertThat(page.types()).containsExactly("snapshot");
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update");
        assertThat(page.last())
                .containsOnlyOnce("\"type\":\"reading\"")
                .contains("\"value\":3.0", "[1,0,1,1.0,", "[2,0,2,2.0,", "[3,0,3,3.0,");
    }

    @Test
    void tickWithoutNewsSendsNothing() {
        hub.join("page", page, ALL);
        value(1);
        hub.tick();
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update");
    }

    @Test
    void updatesLeaveNoMoreThanTenTimesASecond() {
        hub.join("page", page, ALL);
        value(1);
        hub.tick();
        value(2);
        clock.advance(99);
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update");
        clock.advance(1);
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update", "update");
        clock.advance(1_000);
        value(3);
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update", "update", "update");
    }

    @Test
    void clockThatIsPutBackHoldsNoUpdateAndNoHeartbeatUp() {
        hub.join("page", page, ALL);
        value(1);
        hub.tick();
        clock.advance(-100_000);
        value(2);
        hub.tick();
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update", "heartbeat", "update");
    }

    @Test
    void anomalyDoesNotWaitForTheTickAndIsToldOnce() {
        hub.join("page", page, ALL);
        Anomaly anomaly = TestPipeline.anomaly("s", 1, 10, 9);
        hub.updated(List.of(), List.of(anomaly));
        hub.updated(List.of(), List.of(anomaly));
        assertThat(page.types()).containsExactly("snapshot", "anomalies");
        assertThat(page.last()).contains("\"missed\":0");
    }

    @Test
    void onlyOneFrameIsUnderWayAndWhatComesMeanwhileIsBounded() {
        hub.join("page", page.stalling(), ALL);
        IntStream.rangeClosed(1, 1_000).forEach(this::value);
        hub.updated(
                List.of(),
                IntStream.range(0, 5_150)
                        .mapToObj(i -> TestPipeline.anomaly("s", i, i, 9))
                        .toList());
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot");
        page.resume();
        hub.tick();
        assertThat(page.types().get(0)).isEqualTo("snapshot");
        assertThat(page.types().subList(1, 51)).containsOnly("anomalies");
        assertThat(page.types().subList(51, page.types().size())).containsExactly("update");
        assertThat(page.sent.get(1)).contains("\"missed\":150", "topic.0.150.0").doesNotContain("topic.0.250.0");
        assertThat(page.sent.get(2)).contains("\"missed\":0", "topic.0.250.0");
        assertThat(page.last()).contains("[937,0,937,", "[1000,0,1000,").doesNotContain("[936,0,936,");
    }

    @Test
    void pageThatTakesTooLongForAFrameIsClosedWithAReasonThenCutAndNobodyElseNotices() {
        FakeWire other = new FakeWire();
        hub.join("page", page.stalling(), ALL);
        hub.join("other", other, ALL);
        clock.advance(9_999);
        hub.tick();
        assertThat(page.closed).isEmpty();
        clock.advance(1);
        hub.tick();
        assertThat(page.closed)
                .singleElement()
                .satisfies(reason -> assertThat(reason).startsWith("1013 ").contains("10 s"));
        assertThat(page.cut).isFalse();
        clock.advance(1_000);
        value(1);
        hub.tick();
        assertThat(page.cut).isTrue();
        assertThat(page.types()).containsExactly("snapshot");
        assertThat(other.types()).containsExactly("snapshot", "heartbeat", "update");
    }

    @Test
    void heartbeatComesEveryFiveSecondsEvenWhileUpdatesFlow() {
        hub.join("page", page, ALL);
        for (int i = 1; i <= 102; i++) {
            clock.advance(100);
            value(i);
            hub.tick();
        }
        assertThat(page.types().stream().filter("heartbeat"::equals)).hasSize(2);
    }

    @Test
    void pageThatSubscribesGetsAllSensorsInBriefAndItsOwnInFull() {
        value("a", 1);
        value("b", 2);
        hub.join("page", page, SUBSCRIBED);
        assertThat(page.last())
                .contains("[\"a\",1,1.0,\"learning\",0,null,null,")
                .doesNotContain("\"sensors\"");
        hub.subscribe("page", Set.of("a", "unknown"));
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update");
        assertThat(page.last()).contains("\"sensor\":\"a\"", "[1,0,1,1.0,").doesNotContain("\"b\"");
        clock.advance(1_000);
        value("a", 3);
        value("b", 4);
        hub.tick();
        hub.tick();
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update", "update", "overview");
        assertThat(page.sent.get(2)).contains("[3,0,3,3.0,").doesNotContain("[1,0,1,1.0,", "\"b\"");
        assertThat(page.last()).contains("[\"a\",3,3.0,", "[\"b\",4,4.0,");
    }

    @Test
    void sensorThatIsSubscribedToAgainBringsItsPast() {
        hub.join("page", page, SUBSCRIBED);
        hub.subscribe("page", Set.of("s"));
        value(1);
        hub.tick();
        hub.subscribe("page", Set.of());
        clock.advance(100);
        value(2);
        hub.tick();
        hub.subscribe("page", Set.of("s"));
        clock.advance(100);
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update", "overview", "update");
        assertThat(page.last()).contains("[1,0,1,1.0,", "[2,0,2,2.0,");
    }

    @Test
    void overviewTellsWhatHasChangedSinceTheLastOneOnly() {
        value("a", 1);
        value("b", 2);
        hub.join("page", page, SUBSCRIBED);
        value("b", 3);
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "overview");
        assertThat(page.last()).contains("[\"b\",3,").doesNotContain("\"a\"");
        value("a", 4);
        clock.advance(999);
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "overview");
        clock.advance(1);
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "overview", "overview");
    }

    @Test
    void whatAPageHasMissedComesFromTheIndexAPieceAtATimeAndIsAskedForAgainWhenTheIndexIsAway() {
        hub.join("page", page, new Opening(false, 70L));
        assertThat(backlogs).isEmpty();
        hub.tick();
        assertThat(backlogs).containsExactly("since 70");
        taker().failed();
        hub.tick();
        assertThat(backlogs).containsExactly("since 70", "since 70");
        hub.tick();
        assertThat(backlogs).hasSize(2);
        page.stalling();
        value(1);
        hub.tick();
        taker().take(List.of(TestPipeline.anomaly("s", 1, 80, 9)), true);
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "update");
        assertThat(backlogs).hasSize(2);
        page.resume();
        assertThat(page.last()).contains("topic.0.1.0", "\"last\":false", "\"cut\":false");
        hub.tick();
        assertThat(backlogs).hasSize(3).last().isEqualTo("since 70 after 80 topic.0.1.0");
        taker().take(List.of(), false);
        assertThat(page.types()).containsExactly("snapshot", "update", "backlog", "backlog");
        assertThat(page.last()).contains("\"last\":true", "\"cut\":false");
        hub.tick();
        assertThat(backlogs).hasSize(3);
    }

    @Test
    void backlogEndsAndSaysSoWhereItIsTooLong() {
        hub.join("page", page, new Opening(false, 70L));
        List<Anomaly> piece = IntStream.range(0, 5_000)
                .mapToObj(i -> TestPipeline.anomaly("s", i, i, 9))
                .toList();
        for (int i = 0; i < 3; i++) {
            hub.tick();
            taker().take(piece, true);
        }
        assertThat(backlogs).hasSize(2);
        assertThat(page.last()).contains("\"last\":true", "\"cut\":true");
    }

    @Test
    void episodesAreToldAtTheirLastRevisionOnly() {
        hub.changed(List.of(TestPipeline.episode("s", 1, 10, 1)));
        hub.join("page", page.stalling(), ALL);
        assertThat(page.last()).contains("\"episodes\":[{", "\"revision\":1,");
        hub.changed(List.of(TestPipeline.episode("s", 1, 11, 2), TestPipeline.episode("t", 7, 11, 1)));
        hub.changed(List.of(TestPipeline.episode("s", 1, 12, 3)));
        hub.changed(List.of(TestPipeline.episode("s", 1, 11, 2)));
        page.resume();
        assertThat(page.types()).containsExactly("snapshot", "episodes");
        assertThat(page.last())
                .containsOnlyOnce("\"id\":\"topic.0.1.0\"")
                .contains("\"revision\":3,", "topic.0.7.0", "\"cut\":false")
                .doesNotContain("\"revision\":2,");
        hub.changed(List.of(TestPipeline.episode("s", 1, 12, 3)));
        assertThat(page.types()).containsExactly("snapshot", "episodes");
    }

    @Test
    void episodesThatChangedWhileAPageWasAwayComeFromTheIndex() {
        hub.join("page", page, new Opening(false, 70L));
        hub.tick();
        taker().take(List.of(), false);
        assertThat(episodeTakers).hasSize(1);
        episodeTakers.get(0).take(List.of(TestPipeline.episode("s", 1, 80, 4)), false);
        assertThat(page.types()).containsExactly("snapshot", "backlog", "episodes");
        assertThat(page.last()).contains("topic.0.1.0", "\"revision\":4,", "\"cut\":false");
        hub.tick();
        assertThat(episodeTakers).hasSize(1);
    }

    @Test
    void slowPageIsToldOfEpisodesInPartsAndThatSomeAreLeftOut() {
        hub.join("page", page.stalling(), ALL);
        hub.changed(IntStream.range(0, EpisodeBoard.KEPT + 1)
                .mapToObj(i -> TestPipeline.episode("s" + i, i, i, 1))
                .toList());
        page.resume();
        hub.tick();
        List<String> told = page.sent.subList(1, page.sent.size());
        assertThat(told).hasSize(EpisodeBoard.KEPT / LiveHub.EPISODES_AT_ONCE);
        assertThat(told.get(0)).contains("\"cut\":true").doesNotContain("\"topic.0.0.0\"");
        assertThat(page.last()).contains("\"cut\":false", "\"topic.0." + EpisodeBoard.KEPT + ".0\"");
    }

    @Test
    void acknowledgementsOfEpisodesAreTold() {
        Episode episode = TestPipeline.episode("s", 1, 10, 1);
        hub.changed(List.of(episode));
        PolicyWatch watch = new PolicyWatch(policies, hub);
        watch.began();
        watch.changed(
                List.of(new Entry(0, PolicyChange.set(new EpisodeAcknowledgement(episode.id(), "anna", 1, null)))));
        watch.caughtUp();
        hub.join("page", page, ALL);
        assertThat(page.last()).contains("\"episodeAcknowledgements\":[{", "\"episode\":\"topic.0.1.0\"");
        watch.changed(List.of(removal(1, PolicyKey.episode(episode.id()))));
        assertThat(page.last()).contains("\"unacknowledgedEpisodes\":[\"topic.0.1.0\"]", "\"unacknowledged\":[]");
    }

    @Test
    void healthIsToldAtOnce() {
        hub.join("page", page, ALL);
        health.report(Health.REDIS, null);
        hub.healthChanged();
        assertThat(page.types()).containsExactly("snapshot", "health");
    }

    @Test
    void policiesAreInTheSnapshotAndToldAtOnceMerged() {
        Anomaly anomaly = TestPipeline.anomaly("s", 7, 10, 9);
        hub.updated(List.of(), List.of(anomaly));
        PolicyWatch watch = new PolicyWatch(policies, hub);
        watch.began();
        watch.changed(List.of(limit(0, "s", 1), acknowledgement(1, anomaly.id()), acknowledgement(2, "other.0.0.0")));
        watch.caughtUp();
        hub.join("page", page.stalling(), ALL);
        assertThat(page.last())
                .contains("\"policies\":[{\"v\":1,\"type\":\"sensor\",\"sensor\":\"s\"", "\"tag\":")
                .contains("\"anomaly\":\"" + anomaly.id())
                .doesNotContain("other.0.0.0");
        watch.changed(List.of(limit(3, "s", 2), limit(4, "t", 2)));
        watch.changed(List.of(limit(5, "s", 3), removal(6, PolicyKey.sensor("t"))));
        watch.changed(List.of(removal(7, PolicyKey.anomaly(anomaly.id()))));
        assertThat(page.types()).containsExactly("snapshot");
        page.resume();
        assertThat(page.types()).containsExactly("snapshot", "policies");
        assertThat(page.last())
                .containsOnlyOnce("\"sensor\":\"s\"")
                .contains("\"warnHigh\":3.0", "\"removed\":[\"t\"]", "\"acknowledgements\":[]")
                .contains("\"unacknowledged\":[\"" + anomaly.id() + "\"]");
    }

    @Test
    void pageThatMissedTooManyPoliciesIsToldEverythingAnew() {
        PolicyWatch watch = new PolicyWatch(policies, hub);
        watch.began();
        watch.caughtUp();
        hub.join("page", page.stalling(), ALL);
        watch.changed(IntStream.rangeClosed(0, PolicyQueue.MOST)
                .mapToObj(i -> limit(i, "s" + i, i))
                .toList());
        page.resume();
        hub.tick();
        assertThat(page.types()).containsExactly("snapshot", "snapshot");
        assertThat(page.last()).contains("\"sensor\":\"s0\"", "\"sensor\":\"s1000\"");
    }

    @Test
    void stoppingSaysGoodByeToAll() {
        hub.join("page", page, ALL);
        hub.close(LiveHub.GOING_AWAY, "the relay stops");
        value(1);
        hub.tick();
        assertThat(page.closed).containsExactly("1001 the relay stops");
        assertThat(page.types()).containsExactly("snapshot");
    }

    private static Entry limit(long revision, String sensor, double warnHigh) {
        return new Entry(
                revision,
                PolicyChange.set(
                        new SensorPolicy(sensor, null, new Limits(null, null, warnHigh, null), "anna", revision)));
    }

    private static Entry acknowledgement(long revision, String id) {
        return new Entry(revision, PolicyChange.set(new Acknowledgement(id, "anna", 1, null)));
    }

    private static Entry removal(long revision, PolicyKey key) {
        return new Entry(revision, PolicyChange.removal(key));
    }

    private void value(int number) {
        value("s", number);
    }

    private void value(String sensor, int number) {
        LatestReading reading = new LatestReading(sensor, number, number, 0, number, VerdictName.LEARNING, null);
        hub.updated(List.of(new LatestSensor(sensor, reading, null)), List.of());
    }

    private BacklogReader.Taker<Anomaly> taker() {
        return takers.get(takers.size() - 1);
    }

    private void readBacklog(long since, @Nullable PageEnd after, BacklogReader.Taker<Anomaly> taker) {
        backlogs.add("since " + since + (after == null ? "" : " after " + after.time() + ' ' + after.id()));
        takers.add(taker);
    }

    /** Takes everything at once, or, stalling, nothing until it resumes. */
    private static final class FakeWire implements Wire {
        private final List<String> sent = new ArrayList<>();
        private final List<String> closed = new ArrayList<>();
        private final List<Runnable> underWay = new ArrayList<>();
        private boolean stalling;
        private boolean cut;

        private FakeWire stalling() {
            stalling = true;
            return this;
        }

        private void resume() {
            stalling = false;
            List<Runnable> done = List.copyOf(underWay);
            underWay.clear();
            done.forEach(Runnable::run);
        }

        private List<String> types() {
            return sent.stream()
                    .map(text -> text.replaceFirst("^\\{\"v\":1,\"type\":\"(\\w+)\".*$", "$1"))
                    .toList();
        }

        private String last() {
            return sent.get(sent.size() - 1);
        }

        @Override
        public void send(String text, Runnable done, Runnable lost) {
            sent.add(text);
            if (stalling) {
                underWay.add(done);
                assertThat(underWay).as("frames under way").hasSize(1);
            } else {
                done.run();
            }
        }

        @Override
        public void close(int status, String reason) {
            closed.add(status + " " + reason);
        }

        @Override
        public void cut() {
            cut = true;
        }
    }
}
