// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A file for its owner alone, which is replaced as a whole: a reader sees what it held before, or after. */
public final class PrivateFile {

    private PrivateFile() {}

    /** What the file holds after a change. */
    @FunctionalInterface
    public interface Change {
        /** The bytes of after. Reads the file itself where it needs what it held before. */
        byte[] content() throws IOException;
    }

    /** Changes a file, which need not exist yet; two changes at the same time come one after the other. */
    public static void change(Path file, Change change) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.resolveSibling("");
        Files.createDirectories(folder);
        Path lock = absolute.resolveSibling(absolute.getFileName() + ".lock");
        // A lock of the file keeps other processes out, and only them.
        synchronized (PrivateFile.class) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // The lock goes with the channel.
                FileLock unused = channel.lock();
                replace(change, absolute, folder);
            }
        }
    }

    /**
     * What tells a file from the one that was read before. The time alone is not enough: some file systems keep it by the
     * second, and a copy may keep that of its original.
     */
    public static List<String> version(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(
                found.lastModifiedTime().toString(), Long.toString(found.size()), String.valueOf(found.fileKey()));
    }

    private static void replace(Change change, Path absolute, Path folder) throws IOException {
        byte[] content = change.content();
        Path fresh = Files.createTempFile(folder, absolute.getFileName().toString(), ".new", forOwnerAlone());
        Files.write(fresh, content);
        Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] forOwnerAlone() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
