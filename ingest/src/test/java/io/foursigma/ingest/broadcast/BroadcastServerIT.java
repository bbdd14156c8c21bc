// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.broadcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.foursigma.ingest.RandomWalk;
import io.foursigma.ingest.SimulateCommand;
import io.foursigma.ingest.Simulator;
import io.foursigma.ingest.SourceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** A simulator over WebSocket, to real clients, at a time that the test decides. */
@Timeout(60)
final class BroadcastServerIT {

    private static final long START = 1_700_000_000_000L;
    private static final long STEP_MILLIS = 10;
    private static final RandomWalk WALK = new RandomWalk(1, 100, 7);

    private static final String UPGRADE = """
            GET /readings HTTP/1.1
            Host: a
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

            """;

    private final AtomicLong now = new AtomicLong(START);
    private final List<Integer> told = new CopyOnWriteArrayList<>();

    @Test
    void itProducesOnlyWhileAClientIsConnectedAndTheWalkGoesOnForTheNext() {
        try (BroadcastServer server = start(WALK)) {
            Listener first = new Listener();
            WebSocket socket = connect(server, first, "/readings");
            now.addAndGet(49 * STEP_MILLIS);
            await().until(() -> first.frames().size() == 50);
            assertThat(first.frames()).isEqualTo(readings(0, 50, START));

            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            await().until(() -> server.clients() == 0);
            long later = now.addAndGet(Duration.ofHours(1).toMillis());
            Listener second = new Listener();
            connect(server, second, "/readings");
            now.addAndGet(9 * STEP_MILLIS);
            await().until(() -> second.frames().size() == 10);
            assertThat(second.frames()).isEqualTo(readings(50, 10, later));
            assertThat(first.frames()).hasSize(50);
        }
    }

    @Test
    void valuesAreFramesOfTheirOwn() {
        try (BroadcastServer server = start(WALK)) {
            Listener listener = new Listener();
            connect(server, listener, "/values");
            now.addAndGet(19 * STEP_MILLIS);
            await().until(() -> listener.frames().size() == 20);
            assertThat(listener.frames())
                    .isEqualTo(values(0, 20).stream().map(String::valueOf).toList());
        }
    }

    @Test
    void everyClientCountsOnceHoweverItLeaves() {
        try (BroadcastServer server = start(WALK)) {
            WebSocket polite = connect(server, new Listener(), "/values");
            WebSocket abrupt = connect(server, new Listener(), "/values");
            WebSocket other = connect(server, new Listener(), "/readings");
            assertThat(server.clients()).isEqualTo(3);
            polite.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            await().until(() -> server.clients() == 2);
            abrupt.abort();
            await().until(() -> server.clients() == 1);
            other.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            await().until(() -> server.clients() == 0);
            assertThat(told).containsExactly(1, 2, 3, 2, 1, 0);
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndTheOthersGoOn() throws IOException {
        RandomWalk much = new RandomWalk(1_000, 1_000, 7);
        try (BroadcastServer server = start(much);
                Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            idle.getOutputStream().write(UPGRADE.replace("\n", "\r\n").getBytes(UTF_8));
            await().until(() -> server.clients() == 1);
            await().until(() -> {
                now.addAndGet(STEP_MILLIS);
                return server.clients() == 0;
            });
            assertThat(told).containsExactly(1, 0);
        }
    }

    @Test
    void theCommandTellsWhereItBroadcastsAndHowManyListen() throws InterruptedException {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new SimulateCommand()).setOut(new PrintWriter(out, true));
        AtomicInteger exitCode = new AtomicInteger(-1);
        Thread running = new Thread(() ->
                exitCode.set(command.execute("--simulator", "random-walk", "--sensors", "1", "--websocket", "0")));
        running.start();
        Pattern told = Pattern.compile("Broadcasting random-walk on ws://127\\.0\\.0\\.1:(\\d+)/values");
        await().until(() -> told.matcher(out.toString()).find());
        Matcher address = told.matcher(out.toString());
        assertThat(address.find()).isTrue();

        Listener listener = new Listener();
        WebSocket socket = listener.connect(Integer.parseInt(address.group(1)), "/values");
        await().until(() -> listener.frames().size() > 10);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        await().until(() -> out.toString().contains("Clients: 0"));
        running.interrupt();
        running.join();
        assertThat(exitCode).hasValue(0);
        assertThat(out.toString()).contains("Clients: 1");
    }

    @Test
    void aPortInUseIsTold() {
        try (BroadcastServer server = start(WALK)) {
            assertThatThrownBy(() -> BroadcastServer.start(WALK, "127.0.0.1", server.port(), any -> {}, Instant::now))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + server.port())
                    .hasMessageContaining("--websocket");
        }
    }

    private BroadcastServer start(Simulator simulator) {
        return BroadcastServer.start(simulator, "127.0.0.1", 0, told::add, () -> Instant.ofEpochMilli(now.get()));
    }

    private static WebSocket connect(BroadcastServer server, Listener listener, String path) {
        int before = server.clients();
        WebSocket socket = listener.connect(server.port(), path);
        await().until(() -> server.clients() == before + 1);
        return socket;
    }

    private static List<String> readings(int from, int count, long start) {
        List<Double> values = values(from, count);
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"sensor\":\"random-walk-1\",\"time\":" + (start + i * STEP_MILLIS) + ",\"value\":"
                        + values.get(i) + '}')
                .toList();
    }

    /** Steps of the walk, as one goes through it without any pause. */
    private static List<Double> values(int from, int count) {
        Simulator.Signal walk = WALK.signal(0);
        return IntStream.range(0, from + count)
                .mapToObj(i -> walk.next(0))
                .skip(from)
                .toList();
    }
}
