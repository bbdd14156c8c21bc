// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.storm;

import io.foursigma.schemas.Anomaly;
import io.foursigma.schemas.WindowStats;
import io.foursigma.stores.BucketStore.Flush;
import io.foursigma.stores.InsightIndex.Refused;
import java.io.Serializable;
import java.util.List;

/** Is told what the stores have acknowledged, by many threads. It travels to the bolts in serialised form. */
interface Acknowledgements extends Serializable {

    /**
     * A flush is durable; per state and bucket they come one after the other.
     *
     * @param nanos how long it took
     */
    void durable(String state, Flush<?> flush, long nanos);

    /** The index has answered for these documents: it has taken them, but for those that it refused. */
    void indexed(List<Anomaly> anomalies, List<WindowStats> windows, List<Refused> refused);
}
