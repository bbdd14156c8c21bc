// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a process listens, read from Linux's {@code /proc}. */
public final class ListeningSockets {

    private static final String LISTEN = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    /** The TCP addresses on which the process or one beneath it accepts connections. */
    public static List<InetSocketAddress> of(ProcessHandle process) throws IOException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (ProcessHandle each :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            Path proc = Path.of("/proc", Long.toString(each.pid()));
            Set<String> inodes = sockets(proc.resolve("fd"));
            for (String table : List.of("net/tcp", "net/tcp6")) {
                try (Stream<String> lines = Files.lines(proc.resolve(table))) {
                    lines.skip(1)
                            .map(line -> line.strip().split("\\s+"))
                            .filter(row -> row[STATE].equals(LISTEN) && inodes.contains(row[INODE]))
                            .forEach(row -> addresses.add(address(row[ADDRESS])));
                }
            }
        }
        return addresses;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        List<Path> links;
        try (Stream<Path> all = Files.list(descriptors)) {
            links = all.toList();
        }
        List<String> targets = new ArrayList<>();
        for (Path link : links) {
            try {
                targets.add(Files.readSymbolicLink(link).toString());
            } catch (NoSuchFileException e) {
                // It was closed meanwhile.
            }
        }
        return targets.stream()
                .filter(target -> target.startsWith("socket:["))
                .map(target -> target.substring("socket:[".length(), target.length() - 1))
                .collect(Collectors.toSet());
    }

    /** Such as {@code 0100007F:1F90}: 32-bit words in the machine's byte order, then the port. */
    private static InetSocketAddress address(String text) {
        String[] parts = text.split(":", 2);
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
        ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            bytes.putInt(words.getInt());
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes.array()), Integer.parseInt(parts[1], 16));
        } catch (IOException e) {
            throw new IllegalStateException("not an address: " + text, e);
        }
    }
}
