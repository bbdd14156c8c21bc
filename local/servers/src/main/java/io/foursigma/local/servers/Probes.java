// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The smallest question of each protocol whose answer means that clients can begin. */
final class Probes {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final byte CQL_SUPPORTED = 6;

    private Probes() {}

    /**
     * Kafka: Metadata, version 4, for no topic. The answer lists the brokers that the controller has let in; a topic can
     * be created from then on.
     */
    static Probe kafka(int port) {
        ByteBuffer request = ByteBuffer.allocate(19);
        request.putInt(15); // length of the rest
        request.putShort((short) 3).putShort((short) 4).putInt(1); // Metadata, its version, correlation id
        request.putShort((short) -1); // no client id
        request.putInt(0).put((byte) 0); // no topics; create none
        return () -> {
            try (Socket socket = connect(port)) {
                DataInputStream in = ask(socket, request.array());
                in.skipNBytes(4 + 4 + 4); // length, correlation id, throttle time
                return in.readInt() > 0;
            }
        };
    }

    /** Cassandra: OPTIONS in version 4 of the native protocol, answered by SUPPORTED. */
    static Probe cassandra(int port) {
        byte[] options = {4, 0, 0, 0, 5, 0, 0, 0, 0};
        return () -> {
            try (Socket socket = connect(port)) {
                DataInputStream in = ask(socket, options);
                in.skipNBytes(4); // version, flags, stream
                return in.readByte() == CQL_SUPPORTED;
            }
        };
    }

    /** Elasticsearch: the cluster's health is at least yellow, so that all primary shards are open. */
    static Probe elasticsearch(int port) {
        URI health = URI.create("http://127.0.0.1:" + port + "/_cluster/health?wait_for_status=yellow&timeout=1s");
        return () -> {
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        };
    }

    /** Redis: PING, answered by PONG; while it loads its file it answers with an error. */
    static Probe redis(int port) {
        byte[] ping = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
        return () -> {
            try (Socket socket = connect(port)) {
                return ask(socket, ping).readByte() == '+';
            }
        };
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static DataInputStream ask(Socket socket, byte[] request) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write(request);
        out.flush();
        return new DataInputStream(socket.getInputStream());
    }
}
