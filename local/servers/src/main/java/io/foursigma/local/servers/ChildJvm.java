// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to run in a JVM of its own: the same {@code java} as this process, another class path. The child runs below
 * {@link ChildMain}, so it exits when this process closes its standard input or dies.
 *
 * @param flags flags of the JVM, {@code @file} included
 * @param classPath jars and folders; the jar of {@link ChildMain} is added
 * @param mainClass the class whose {@code main} runs
 * @param arguments its arguments
 */
public record ChildJvm(List<String> flags, List<Path> classPath, String mainClass, List<String> arguments) {

    /** Copies the lists. */
    public ChildJvm {
        flags = List.copyOf(flags);
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
    }

    /** The whole command line. */
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(Stream.concat(classPath.stream(), Stream.of(ownJar()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(ChildMain.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static Path ownJar() {
        try {
            return Path.of(ChildMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the location of the class path is no URI", e);
        }
    }
}
