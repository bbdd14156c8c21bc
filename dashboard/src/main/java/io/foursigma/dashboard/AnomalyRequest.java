// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.stores.InsightReader.AnomalyQuery;
import io.foursigma.stores.InsightReader.PageEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request for anomalies. */
final class AnomalyRequest {

    /** The parameters that there are. */
    static final List<String> PARAMETERS = List.of("sensor", "from", "to", "sigmas", "episode", "size", "after");

    private static final int DEFAULT_SIZE = 100;
    private static final int GREATEST_SIZE = 10_000;

    private AnomalyRequest() {}

    /**
     * Reads a request.
     *
     * @param parameters its parameters; what is wrong with them is told to them
     * @param earliest what {@code from} is if it is not given, epoch milliseconds
     * @param latest what {@code to} is if it is not given, epoch milliseconds
     * @return the query, null if anything is wrong
     */
    static @Nullable AnomalyQuery read(Parameters parameters, long earliest, long latest) {
        String sensor = parameters.sensor();
        Double sigmas = sigmas(parameters);
        int size = parameters.whole("size", DEFAULT_SIZE, GREATEST_SIZE);
        String episode = parameters.text("episode");
        PageEnd after = PageCursor.read(parameters);
        Parameters.Span span = parameters.span(earliest, latest);
        return parameters.areGood()
                ? new AnomalyQuery(sensor, span.from(), span.to(), sigmas, episode, size, after)
                : null;
    }

    private static @Nullable Double sigmas(Parameters parameters) {
        String text = parameters.text("sigmas");
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,15}(\\.\\d{1,15})?")) {
            parameters.refuse("sigmas", "it is no number from 0 on", "give a number such as 4.5");
            return null;
        }
        return Double.valueOf(text);
    }
}
