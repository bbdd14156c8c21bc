// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Picks free ports on 127.0.0.1 so that stacks that start at the same time never pick the same one.
 *
 * <p>A port that is free now may be taken before its server binds it. Other programs' outgoing connections are kept out
 * by picking below the range from which systems take those (32768 on Linux). Other stacks of the same user are kept out
 * by a lock on the byte with the port's number in a file that all of them share; the kernel lets go of it when the
 * process ends.
 */
public final class PortPicker implements AutoCloseable {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    /** Open for as long as the process lives: closing any channel to the file would let go of all locks in it. */
    private static @Nullable FileChannel reservations;

    private final List<FileLock> held = new ArrayList<>();

    /** Whether a server could bind the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections that linger after an earlier server do not count
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A free port that no other picker holds, until this one is closed. */
    public int pick() throws IOException {
        return pick(0);
    }

    /**
     * A free port as from {@link #pick()}, whose neighbour is free and held too.
     *
     * @param distance how far above it the neighbour lies, 0 for none
     */
    public int pick(int distance) throws IOException {
        int count = HIGHEST - LOWEST;
        int first = ThreadLocalRandom.current().nextInt(count);
        for (int i = 0; i < count; i++) {
            int port = LOWEST + (first + i) % count;
            if (port + distance < HIGHEST && reserve(port) && (distance == 0 || reserve(port + distance))) {
                return port;
            }
        }
        throw new IOException("no port between " + LOWEST + " and " + HIGHEST + " is free on 127.0.0.1");
    }

    private boolean reserve(int port) throws IOException {
        FileLock lock = lock(port);
        if (lock == null) {
            return false;
        }
        if (!isFree(port)) {
            lock.release();
            return false;
        }
        held.add(lock);
        return true;
    }

    private static synchronized @Nullable FileLock lock(int port) throws IOException {
        if (reservations == null) {
            String user = System.getProperty("user.name");
            Path file = Path.of(System.getProperty("java.io.tmpdir"), "foursigma-ports-" + user + ".lock");
            reservations = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        try {
            return reservations.tryLock(port, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // another stack of this process
        }
    }

    @Override
    public void close() throws IOException {
        for (FileLock lock : held) {
            lock.release();
        }
        held.clear();
    }
}
