// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How connections end. */
final class Endings {

    private static final long PATIENCE_SECONDS = 2;

    private Endings() {}

    /** Waits a little for a connection's end; one that is broken, or was never there, has none. */
    static void await(CompletableFuture<Void> end) {
        try {
            end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It has ended.
        }
    }

    /** Why something failed, in words: what the broker says, or what lies beneath all else. */
    static String words(Throwable failure) {
        Throwable cause = failure;
        while (true) {
            if (cause instanceof Mqtt5ConnAckException refusal) {
                return refused(refusal.getMqttMessage().getReasonCode());
            }
            if (cause instanceof Mqtt3ConnAckException refusal) {
                return refused(refusal.getMqttMessage().getReturnCode());
            }
            if (cause instanceof Mqtt5SubAckException refusal) {
                return "it answers " + refusal.getMqttMessage().getReasonCodes();
            }
            if (cause instanceof Mqtt3SubAckException refusal) {
                return "it answers " + refusal.getMqttMessage().getReturnCodes();
            }
            if (cause instanceof Mqtt5DisconnectException end) {
                return ended(end.getMqttMessage().getReasonCode());
            }
            if (cause.getCause() == null) {
                return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            }
            cause = cause.getCause();
        }
    }

    private static String refused(Enum<?> code) {
        return "it refuses the connection: " + code
                + "; see collect.mqtt.user, collect.mqtt.password-file, collect.mqtt.client-id and"
                + " collect.mqtt.version";
    }

    private static String ended(Mqtt5DisconnectReasonCode code) {
        return code == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER
                ? "another client has come with the same client id; give each collector one of its own with"
                        + " collect.mqtt.client-id"
                : "it has ended the connection: " + code;
    }
}
