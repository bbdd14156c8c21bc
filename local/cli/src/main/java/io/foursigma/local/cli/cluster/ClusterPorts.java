// SPDX-License-Identifier: Apache-2.0
package io.foursigma.local.cli.cluster;

import io.foursigma.local.servers.PortPicker;
import io.foursigma.local.servers.ServerPorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Every port of a cluster that somebody connects to, all on this machine.
 *
 * @param servers the ports of Kafka, Cassandra, Elasticsearch and Redis
 * @param relay the page
 * @param zookeeper Storm's ZooKeeper
 * @param nimbus nimbus, for thrift
 * @param supervisors a port for thrift for each supervisor
 * @param slots a port for each worker
 */
record ClusterPorts(
        ServerPorts servers, int relay, int zookeeper, int nimbus, List<Integer> supervisors, List<Integer> slots) {

    ClusterPorts {
        supervisors = List.copyOf(supervisors);
        slots = List.copyOf(slots);
    }

    /** Free ports for all, held by the picker; so are those above the slots' that workers serve their metrics on. */
    static ClusterPorts free(PortPicker picker, int slots, int supervisors) throws IOException {
        List<Integer> slotPorts = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            slotPorts.add(picker.pick(UpOptions.METRICS_OFFSET));
        }
        List<Integer> supervisorPorts = new ArrayList<>();
        for (int i = 0; i < supervisors; i++) {
            supervisorPorts.add(picker.pick());
        }
        ServerPorts servers = new ServerPorts(picker.pick(), picker.pick(), picker.pick(), picker.pick());
        return new ClusterPorts(servers, picker.pick(), picker.pick(), picker.pick(), supervisorPorts, slotPorts);
    }

    /** The slots of one supervisor: they are dealt out in turn. */
    List<Integer> slotsOf(int supervisor) {
        return slots.stream()
                .filter(slot -> slots.indexOf(slot) % supervisors.size() == supervisor)
                .toList();
    }

    Properties toProperties() {
        Properties texts = new Properties();
        texts.setProperty("kafka", Integer.toString(servers.kafka()));
        texts.setProperty("cassandra", Integer.toString(servers.cassandra()));
        texts.setProperty("elasticsearch", Integer.toString(servers.elasticsearch()));
        texts.setProperty("redis", Integer.toString(servers.redis()));
        texts.setProperty("relay", Integer.toString(relay));
        texts.setProperty("zookeeper", Integer.toString(zookeeper));
        texts.setProperty("nimbus", Integer.toString(nimbus));
        texts.setProperty("supervisors", text(supervisors));
        texts.setProperty("slots", text(slots));
        return texts;
    }

    static ClusterPorts of(Properties texts) {
        return new ClusterPorts(
                new ServerPorts(
                        number(texts, "kafka"),
                        number(texts, "cassandra"),
                        number(texts, "elasticsearch"),
                        number(texts, "redis")),
                number(texts, "relay"),
                number(texts, "zookeeper"),
                number(texts, "nimbus"),
                numbers(texts, "supervisors"),
                numbers(texts, "slots"));
    }

    private static String text(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static int number(Properties texts, String name) {
        return Integer.parseInt(texts.getProperty(name));
    }

    private static List<Integer> numbers(Properties texts, String name) {
        return Arrays.stream(texts.getProperty(name).split(","))
                .map(Integer::valueOf)
                .toList();
    }
}
