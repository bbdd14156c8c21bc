// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.util.stream.Stream;

/** A parent for {@link ParentDeathIT} to kill: starts a stack, prints the ids of all of its processes, and waits. */
final class StackHolderMain {

    private StackHolderMain() {}

    public static void main(String[] args) throws Exception {
        try (LocalServers servers = Stacks.start(null)) {
            servers.processes().stream()
                    .flatMap(process -> ProcessHandle.of(process.pid()).stream())
                    .flatMap(child -> Stream.concat(Stream.of(child), child.descendants()))
                    .forEach(process -> System.out.println(process.pid()));
            System.out.println("ready " + servers.data());
            servers.unexpectedExit().toCompletableFuture().join();
        }
    }
}
