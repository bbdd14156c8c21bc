// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.policies;

import io.foursigma.schemas.Policy;
import io.foursigma.schemas.PolicyKey;
import io.foursigma.schemas.SensorPolicy;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.stores.PolicyReader;
import io.foursigma.stores.StoreException;
import io.foursigma.stores.kafka.KafkaPolicyReader;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The policies of sensors that the topic holds now. */
final class HeldPolicies implements PolicyReader.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SortedMap<String, SensorPolicy> policies = new TreeMap<>();
    private final CompletableFuture<List<SensorPolicy>> read = new CompletableFuture<>();

    private HeldPolicies() {}

    /** Reads the topic once. @return the policies by sensor @throws StoreException if Kafka does not hand it over */
    static List<SensorPolicy> read(Settings settings) {
        HeldPolicies held = new HeldPolicies();
        try (PolicyReader reader = new KafkaPolicyReader(settings)) {
            reader.listen(held);
            return held.read.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException lost ? lost : new StoreException(e.toString(), e);
        } catch (TimeoutException e) {
            throw new StoreException("the policies were not read within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for Kafka", e);
        }
    }

    @Override
    public void began() {
        policies.clear();
    }

    @Override
    public void changed(List<PolicyReader.Entry> changes) {
        for (PolicyReader.Entry entry : changes) {
            Policy policy = entry.change().policy();
            if (policy instanceof SensorPolicy sensor) {
                policies.put(sensor.sensor(), sensor);
            } else if (policy == null && entry.change().key().kind() == PolicyKey.Kind.SENSOR) {
                policies.remove(entry.change().key().name());
            }
        }
    }

    @Override
    public void caughtUp() {
        read.complete(List.copyOf(policies.values()));
    }

    @Override
    public void lost(String reason) {
        read.completeExceptionally(new StoreException(reason));
    }
}
