// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of one stack: locked while the stack lives, with the identity that its servers keep from start to start. */
final class StackFolder implements AutoCloseable {

    private static final long LEFTOVER_SECONDS = 15;

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;
    private final UUID id;

    private StackFolder(Path path, boolean temporary, FileChannel lock, UUID id) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
        this.id = id;
    }

    /**
     * Opens and locks a folder, and waits for what an earlier, killed stack may have left running in it.
     *
     * @param data the folder, made if absent; {@code null} for a temporary one
     * @throws ServerStartException if it cannot be written, or another stack lives in it
     */
    static StackFolder open(@Nullable Path data) throws ServerStartException, InterruptedException {
        try {
            Path path = data == null ? Files.createTempDirectory("foursigma-") : Files.createDirectories(data);
            FileChannel lock =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw new ServerStartException("The data folder " + path
                        + " is in use by another running stack; stop that one, or choose another folder");
            }
            awaitLeftovers(path);
            return new StackFolder(path, data == null, lock, identity(path));
        } catch (IOException e) {
            throw new ServerStartException(
                    "The data folder " + (data == null ? System.getProperty("java.io.tmpdir") : data)
                            + " cannot be used: " + e + "; choose a folder that can be written",
                    e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another stack of this process
        }
    }

    /** Children outlive a killed parent by a few seconds; a second server on the same files would find them locked. */
    private static void awaitLeftovers(Path path) throws IOException, ServerStartException, InterruptedException {
        Path children = children(path);
        if (Files.notExists(children)) {
            return;
        }
        for (String line : Files.readAllLines(children)) {
            Optional<ProcessHandle> leftover = leftover(line);
            if (leftover.isPresent() && !endsInTime(leftover.get())) {
                throw new ServerStartException("Process " + leftover.get().pid()
                        + ", left by an earlier stack, still works in the data folder " + path
                        + "; end it with `kill -9 " + leftover.get().pid() + "`, or choose another folder");
            }
        }
        Files.delete(children);
    }

    private static Optional<ProcessHandle> leftover(String line) {
        String[] pidAndStart = line.split(" ", 2);
        return ProcessHandle.of(Long.parseLong(pidAndStart[0]))
                .filter(process -> start(process).equals(pidAndStart[1]));
    }

    private static boolean endsInTime(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(LEFTOVER_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process cannot be awaited", e);
        }
    }

    /** Written under another name first, so that a kill leaves either no identity or a whole one. */
    private static UUID identity(Path path) throws IOException {
        Path file = path.resolve("stack-id");
        if (Files.notExists(file)) {
            UUID random = UUID.randomUUID();
            // Without the top bit, so that Kafka's spelling of it never begins with a dash.
            UUID id = new UUID(random.getMostSignificantBits() & Long.MAX_VALUE, random.getLeastSignificantBits());
            Path whole = Files.writeString(path.resolve("stack-id.new"), id.toString());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return UUID.fromString(Files.readString(file).strip());
    }

    /** Notes a child, for a later stack in this folder to wait for. */
    void remember(long pid) throws IOException {
        String start = ProcessHandle.of(pid).map(StackFolder::start).orElse("");
        Files.writeString(
                children(path),
                pid + " " + start + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static Path children(Path path) {
        return path.resolve("children");
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    Path path() {
        return path;
    }

    /** The same for all starts in this folder, and no other stack's. */
    UUID id() {
        return id;
    }

    boolean isTemporary() {
        return temporary;
    }

    /** Lets another stack in; removes a temporary folder. All children have ended by then. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(children(path));
            if (temporary) {
                removeAll();
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeAll() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
