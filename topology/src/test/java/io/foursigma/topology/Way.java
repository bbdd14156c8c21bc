// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology;

import io.foursigma.schemas.settings.Settings;
import java.util.List;
import org.apache.storm.serialization.KryoValuesDeserializer;
import org.apache.storm.serialization.KryoValuesSerializer;
import org.apache.storm.utils.Utils;

/** How tuples come to a bolt: every scenario runs in both ways. */
enum Way {
    /** As within a worker: the very objects. */
    DIRECT {
        @Override
        List<Object> carried(List<Object> values) {
            return values;
        }
    },
    /** As between workers: written and read by Storm's Kryo with the registered types. */
    BETWEEN_WORKERS {
        @Override
        List<Object> carried(List<Object> values) {
            var config = Utils.readDefaultConfig();
            config.putAll(TopologyConfig.of(Settings.defaults()));
            return new KryoValuesDeserializer(config).deserialize(new KryoValuesSerializer(config).serialize(values));
        }
    };

    /** The values of a tuple as they arrive. */
    abstract List<Object> carried(List<Object> values);
}
