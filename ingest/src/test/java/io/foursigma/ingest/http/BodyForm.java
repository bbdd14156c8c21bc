// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import io.foursigma.ingest.format.PayloadFormat;
import io.foursigma.ingest.format.TelemetryFormat;
import io.foursigma.schemas.Reading;
import java.util.List;
import java.util.Optional;

/** The forms that bodies have, with good examples of each and what its oracle makes of a body. */
enum BodyForm {
    JSON(
            "/v1/readings",
            "application/json",
            "{\"sensor\":\"greenhouse-7/temperature\",\"time\":1700000000123,\"value\":21.375}",
            "[{\"sensor\":\"a\",\"time\":1,\"value\":1.5},{\"value\":-0.0,\"unit\":\"K\",\"time\":\"1970-01-01T01:00:00.002+01:00\","
                    + "\"sensor\":\"\u00e9\ud83c\udf21\"},{\"sensor\":\"a\",\"time\":3,\"value\":5e-324}]",
            " [ { \"sensor\" : \"a\\u0062\\n\" , \"time\" : -1 , \"value\" : 12345678901234567890 , \"x\" : [ { } , null ] } ] "),
    NDJSON(
            "/v1/readings",
            "application/x-ndjson",
            "{\"sensor\":\"a\",\"time\":1,\"value\":1.5}\n{\"sensor\":\"b\",\"time\":2,\"value\":2.5e0}\n",
            "\n[{\"sensor\":\"a\",\"time\":1,\"value\":1},{\"sensor\":\"b\",\"time\":2,\"value\":2}]\r\n \t\r\n{\"sensor\":\"c\",\"time\":3,\"value\":3}"),
    CSV(
            "/v1/readings",
            "text/csv",
            "sensor,time,value\na,1,1.5\nb,1970-01-01T00:00:00.002Z,-2.5e0\n\n\"c,\"\"d\"\"\", 3 , +.5 \n",
            "\ufeffunit, value ,time,sensor\r\nK,1,2,a\r\n\"two\r\nlines\",2,3,\"b\nb\"\r\n,3,4,\u00e9"),
    SENML(
            "/v1/readings",
            "application/senml+json",
            "[{\"bn\":\"urn:dev:ow:10e2073a0108006:\",\"bt\":1.276020076001e+09,\"bu\":\"A\",\"bver\":5,\"n\":\"voltage\",\"u\":\"V\","
                    + "\"v\":120.1},{\"n\":\"current\",\"t\":-5,\"v\":1.2},{\"n\":\"current\",\"v\":1.7}]",
            "[{\"n\":\"a\",\"v\":23.1},{\"bn\":\"b/\",\"bv\":20},{\"n\":\"x\",\"t\":-0.0015},{\"n\":\"y\",\"t\":268435456,\"v\":-1},"
                    + "{\"n\":\"open\",\"vb\":false},{\"bt\":-1e2,\"n\":\"z\",\"v\":1}]"),
    TELEMETRY(
            "/v1/telemetry/dev%2F1",
            "application/json",
            "{\"ts\":1700000000123,\"values\":{\"temperature\":21.5,\"humidity\":80,\"state\":\"on\"}}",
            "[{\"temperature\":21.5,\"level\":-1e2},{\"ts\":5,\"values\":{\"a\":1}},{\"values\":{\"\u00e9\":2}}]",
            "{\"temperature\":21.5,\"ts\":7,\"nested\":{\"a\":[1,2]}}");

    /** The device whose telemetry is posted. */
    static final String DEVICE = "dev/1";

    private final String path;
    private final String mediaType;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody changes
    private final List<String> examples;

    BodyForm(String path, String mediaType, String... examples) {
        this.path = path;
        this.mediaType = mediaType;
        this.examples = List.of(examples);
    }

    String path() {
        return path;
    }

    String mediaType() {
        return mediaType;
    }

    List<String> examples() {
        return examples;
    }

    PayloadFormat format() {
        return switch (this) {
            case JSON -> MediaType.JSON.format();
            case NDJSON -> MediaType.NDJSON.format();
            case CSV -> MediaType.CSV.format();
            case SENML -> MediaType.SENML.format();
            case TELEMETRY -> new TelemetryFormat(DEVICE);
        };
    }

    /** What a body holds, by the oracle; empty for an item that is no reading. */
    List<Optional<Reading>> items(byte[] body, PlainForms oracle) {
        return switch (this) {
            case JSON -> oracle.json(body);
            case NDJSON -> oracle.ndjson(body);
            case CSV -> oracle.csv(body);
            case SENML -> oracle.senml(body);
            case TELEMETRY -> oracle.telemetry(body, DEVICE);
        };
    }
}
