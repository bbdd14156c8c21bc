// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The root folder of the built project, named by the system property {@code foursigma.home}. */
public final class Home {

    private Home() {}

    public static Path folder() {
        return Path.of(System.getProperty("foursigma.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * The class path that the build wrote for a module: its own jar and its libraries.
     *
     * @param group the folder that the module lies in, such as {@code local}
     * @param module its own folder
     */
    public static List<Path> classPath(String group, String module) {
        Path target = folder().resolve(group).resolve(module).resolve("target");
        try {
            Stream<Path> own = Stream.of(target.resolve("foursigma-" + group + "-" + module + ".jar"));
            String libraries = Files.readString(target.resolve("classpath")).strip();
            return Stream.concat(
                            own,
                            Arrays.stream(libraries.split(File.pathSeparator)).map(Path::of))
                    .toList();
        } catch (IOException e) {
            throw new CliException(
                    CliException.FAILED,
                    "The project is not built: " + e.getMessage() + " is missing; run ./foursigma, which builds it");
        }
    }
}
