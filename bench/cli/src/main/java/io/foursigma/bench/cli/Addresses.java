// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import io.foursigma.local.servers.LocalServers;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.net.InetSocketAddress;
import java.util.Map;

/** Settings that lead to the servers, and to a place in them that nobody else uses. */
public final class Addresses {

    private Addresses() {}

    /**
     * Settings with the servers' addresses.
     *
     * @param given all others that are not at their defaults
     */
    public static Settings settings(LocalServers servers, Map<String, String> given) {
        return Settings.resolve(Map.of(), given)
                .with(SettingsTable.KAFKA_BOOTSTRAP, servers.kafkaBootstrap())
                .with(SettingsTable.CASSANDRA_CONTACT_POINTS, text(servers.cassandra()))
                .with(SettingsTable.ELASTICSEARCH_URL, servers.elasticsearch().toString())
                .with(SettingsTable.REDIS_ADDRESS, text(servers.redis()));
    }

    /**
     * Settings with which a topology stands by itself: its group, its results, its stores.
     *
     * @param settings all others
     * @param name what all of them are called
     */
    public static Settings named(Settings settings, String name) {
        return settings.with(SettingsTable.KAFKA_GROUP, name)
                .with(SettingsTable.RESULTS_TOPIC, name)
                .with(SettingsTable.CASSANDRA_KEYSPACE, name)
                .with(SettingsTable.ELASTICSEARCH_PREFIX, name)
                .with(SettingsTable.REDIS_PREFIX, name);
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
