// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus would see, in its text format.
 *
 * @param types the type of each metric, by name
 * @param samples all samples
 */
record Scrape(Map<String, String> types, List<Sample> samples) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"\\\\]*)\",?");

    /** Scrapes a worker. */
    static Scrape of(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept", "text/plain;version=0.0.4")
                .build();
        return parsed(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    /** Reads the text format, as far as labels without escapes go; anything else is an error. */
    static Scrape parsed(String text) {
        Map<String, String> types = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                samples.add(new Sample(
                        sample.group(1),
                        labels(sample.group(2) == null ? "" : sample.group(2)),
                        Double.parseDouble(sample.group(3))));
            } else if (!line.startsWith("# HELP ")) {
                throw new IllegalArgumentException("neither comment nor sample: " + line);
            }
        }
        return new Scrape(types, samples);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find() && label.start() == end) {
            labels.put(label.group(1), label.group(2));
            end = label.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("not all of it are labels: " + text);
        }
        return labels;
    }

    /** The sum of a series over all tasks of a component. */
    double sum(String name, String component) {
        return samples.stream()
                .filter(named(name))
                .filter(sample -> component.equals(sample.labels.get("component")))
                .mapToDouble(Sample::value)
                .sum();
    }

    /** The samples of a series. */
    List<Sample> of(String name) {
        return samples.stream().filter(named(name)).toList();
    }

    private static Predicate<Sample> named(String name) {
        return sample -> sample.name.equals(name);
    }

    /** One line. */
    record Sample(String name, Map<String, String> labels, double value) {}
}
