// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.storm.metrics2.MetricRegistryProvider;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.metrics2.TaskMetricDimensions;
import org.apache.storm.metrics2.reporters.StormReporter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a worker's metrics under {@code /metrics}: those of its tasks, and memory and garbage collection of its JVM.
 * Storm makes one in every worker. The port is the worker's own plus an offset, so that the workers of a machine do not
 * meet. A worker whose port is taken goes on without.
 */
public final class PrometheusReporter implements StormReporter {

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusReporter.class);
    private static final long LAG_PATIENCE_MILLIS = 2_000;
    private static final String HOST = "host";
    private static final String PORT_OFFSET = "port-offset";

    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private final PartitionLags lags = new PartitionLags(LAG_PATIENCE_MILLIS);
    private String host = "";
    private int port;
    private @Nullable HTTPServer server;

    /** A reporter that serves nothing before Storm prepares and starts it. */
    public PrometheusReporter() {}

    /**
     * An entry of {@code topology.metrics.reporters}.
     *
     * @param host the address to serve on
     * @param portOffset what is added to the worker's port
     */
    public static Map<String, Object> entry(String host, int portOffset) {
        Map<String, Object> entry = new HashMap<>();
        entry.put("class", PrometheusReporter.class.getName());
        entry.put(HOST, host);
        entry.put(PORT_OFFSET, portOffset);
        return entry;
    }

    /**
     * Refused.
     *
     * @deprecated by Storm, which hands over the provider instead
     */
    @Override
    @Deprecated
    public void prepare(MetricRegistry registry, Map<String, Object> topology, Map<String, Object> entry) {
        throw new UnsupportedOperationException("metrics need to know their tasks: run Storm 2.8 or later");
    }

    @Override
    public void prepare(MetricRegistryProvider provider, Map<String, Object> topology, Map<String, Object> entry) {
        if (!(provider instanceof StormMetricRegistry registry)) {
            throw new IllegalStateException("metrics cannot be read from " + provider.getClass());
        }
        host = (String) Objects.requireNonNull(entry.get(HOST), HOST);
        port = workerPort(registry) + ((Number) Objects.requireNonNull(entry.get(PORT_OFFSET), PORT_OFFSET)).intValue();
        metrics.register(new TaskCollector(registry, lags));
        JvmMemoryMetrics.builder().register(metrics);
        JvmGarbageCollectorMetrics.builder().register(metrics);
    }

    /** The registry keeps its port to itself, but every task's dimensions hold it: these are of a task that is none. */
    private static int workerPort(StormMetricRegistry registry) {
        return Integer.parseInt(new TaskMetricDimensions(-1, null, null, registry)
                .getDimensions()
                .get("port"));
    }

    @Override
    public void start() {
        try {
            server = HTTPServer.builder()
                    .hostname(host)
                    .port(port)
                    .registry(metrics)
                    .buildAndStart();
            LOG.info("metrics are served on http://{}:{}/metrics", host, port);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "metrics are not served on {} port {}: {}; the worker goes on without them. Give another"
                            + " metrics.port-offset, or an address of this machine as metrics.host",
                    host,
                    port,
                    e.toString());
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
        lags.close();
    }

    @Override
    public void close() {
        stop();
    }
}
