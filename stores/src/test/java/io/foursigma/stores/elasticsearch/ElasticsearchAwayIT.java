// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foursigma.local.servers.LocalServers;
import io.foursigma.local.servers.LocalServersConfig;
import io.foursigma.local.servers.ServerKind;
import io.foursigma.local.servers.ServerPorts;
import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.InsightIndex;
import io.foursigma.stores.InsightReader;
import io.foursigma.stores.InsightReader.AnomalyQuery;
import io.foursigma.stores.Samples;
import io.foursigma.stores.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ElasticsearchAwayIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void awayIsSaidInTimeAndBackIsNoticed() throws Exception {
        LocalServers first = start(0);
        Settings settings = Settings.defaults()
                .with(SettingsTable.ELASTICSEARCH_URL, first.elasticsearch().toString());
        Anomaly before = Samples.anomaly("a", Samples.TIME, 1);
        Anomaly after = Samples.anomaly("a", Samples.TIME + 1, 2);
        try (InsightIndex index = new ElasticsearchInsightIndex(settings);
                InsightReader reader = new ElasticsearchInsightReader(settings)) {
            try (first) {
                new ElasticsearchTemplates(settings).install();
                index.put(List.of(before), List.of());
            }
            Assertions.assertTimeout(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> index.put(List.of(after), List.of()))
                            .isInstanceOf(StoreException.class)
                            .hasMessageContaining("Elasticsearch has not taken 1 of 1 documents"));
            assertThatThrownBy(() -> reader.anomalies(new AnomalyQuery(null, 0, 1, 1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("start it, or correct elasticsearch.url");
            LocalServers second = start(first.elasticsearch().getPort());
            try (second) {
                assertThat(index.put(List.of(before, after), List.of())).isEmpty();
                List<Anomaly> found = new ArrayList<>();
                reader.forEachAnomaly(found::add);
                assertThat(found).containsExactly(before, after);
            }
        }
    }

    private LocalServers start(int port) throws Exception {
        LocalServersConfig config = new LocalServersConfig(
                Path.of(System.getProperty("foursigma.home")),
                folder.resolve("data"),
                new ServerPorts(0, 0, port, 0),
                LocalServersConfig.DEFAULT_START_DEADLINE);
        return LocalServers.start(config, EnumSet.of(ServerKind.ELASTICSEARCH), ready -> {});
    }
}
