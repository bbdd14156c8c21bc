// SPDX-License-Identifier: Apache-2.0
package io.foursigma.webhooks;

import io.foursigma.schemas.process.StopSignal;
import picocli.CommandLine;

/** {@link WebhooksCommand} as a process of its own. */
public final class WebhooksMain {

    private WebhooksMain() {}

    /**
     * Tells receivers of episodes, and ends the process with its exit code. SIGINT and SIGTERM let it stop in order.
     *
     * @param args the options of {@link WebhooksCommand}
     */
    public static void main(String[] args) {
        StopSignal.runUntilExit(() -> new CommandLine(new WebhooksCommand()).execute(args));
    }
}
