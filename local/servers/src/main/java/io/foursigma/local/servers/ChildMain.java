// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.servers;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The first class of every child JVM: it ties the child to the parent's life, then runs the main class that its first
 * argument names.
 *
 * <p>The parent holds the other end of standard input and writes nothing to it. When it closes it, or dies in whatever
 * way, the kernel ends the input, and the child exits in order; if that takes too long, at once.
 */
public final class ChildMain {

    /** A child whose parent was killed is gone within 10 s; the rest is for noticing. */
    private static final long ORDERLY_EXIT_SECONDS = 8;

    private ChildMain() {}

    /**
     * Watches standard input and runs the named class; when its main method throws, the process ends with status 1.
     *
     * @param args the main class, then its arguments
     * @throws ReflectiveOperationException if there is no such class, or it has no public main method
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        daemon("life-line", ChildMain::exitAtEndOfInput);
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            Objects.requireNonNullElse(e.getCause(), e).printStackTrace();
            System.exit(1);
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            System.err.println("Standard input cannot be read, so the parent is taken for dead: " + e.getMessage());
        }
        daemon("last-resort", ChildMain::haltIfStillHere);
        System.exit(0);
    }

    private static void haltIfStillHere() {
        try {
            TimeUnit.SECONDS.sleep(ORDERLY_EXIT_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
