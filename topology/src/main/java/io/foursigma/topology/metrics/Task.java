// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Timer;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.metrics2.TaskMetricDimensions;

/**
 * One task of this worker as Storm's metrics have it, each kind by its name.
 *
 * @param id the number of the task
 * @param component the component that it belongs to
 * @param counters its counters
 * @param gauges its gauges
 * @param timers its timers
 */
@SuppressWarnings("rawtypes") // so are Storm's gauges
record Task(
        int id, String component, Map<String, Counter> counters, Map<String, Gauge> gauges, Map<String, Timer> timers) {

    /** The tasks that have metrics, by their numbers; those that belong to Storm itself are left out. */
    static List<Task> of(StormMetricRegistry registry) {
        List<Task> tasks = new ArrayList<>();
        for (TaskMetricDimensions dimensions : registry.getTaskMetrics().keySet()) {
            Map<String, String> names = dimensions.getDimensions();
            String component = names.get("componentId");
            int id = Integer.parseInt(names.get("taskid"));
            if (component != null && !component.startsWith("__") && !names.containsKey("streamId")) {
                tasks.add(new Task(
                        id,
                        component,
                        registry.getTaskCounters(id),
                        registry.getTaskGauges(id),
                        registry.getTaskTimers(id)));
            }
        }
        tasks.sort(Comparator.comparingInt(Task::id));
        return tasks;
    }

    Labels labels() {
        return Labels.of("component", component, "task", Integer.toString(id));
    }
}
