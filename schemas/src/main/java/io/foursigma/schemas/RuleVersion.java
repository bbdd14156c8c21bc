// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name of all settings that verdicts and episodes depend on: whoever has judged by the same settings has the same version,
 * on whichever machine, and by others another one.
 */
public final class RuleVersion {

    private static final int BYTES = 6;

    private RuleVersion() {}

    /**
     * The first 12 hexadecimal digits of the SHA-256 digest of the settings, each as a line {@code name=value}, by name:
     * durations in milliseconds, numbers with all their digits ({@link Double#toString(double)}).
     *
     * @param windowLength {@code window.length}, milliseconds
     * @param allowedLateness {@code window.allowed-lateness}, milliseconds
     * @param maxAge {@code baseline.max-age}, milliseconds; {@link Long#MAX_VALUE}: {@code any}
     * @param rule the rule without a version
     * @param quiet {@code episode.quiet}, milliseconds; {@link Long#MAX_VALUE}: {@code auto}
     */
    public static String of(long windowLength, long allowedLateness, long maxAge, Anomaly.Rule rule, long quiet) {
        String text = "baseline.max-age=" + unless(maxAge, "any")
                + "\nbaseline.min-count=" + rule.minCount()
                + "\nbaseline.min-std=" + rule.minStd()
                + "\nepisode.quiet=" + unless(quiet, "auto")
                + "\nsigmas=" + rule.sigmas()
                + "\nwindow.allowed-lateness=" + allowedLateness
                + "\nwindow.length=" + windowLength
                + '\n';
        return HexFormat.of().formatHex(sha256(text), 0, BYTES);
    }

    private static String unless(long millis, String word) {
        return millis == Long.MAX_VALUE ? word : Long.toString(millis);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
