// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Header;
import io.javalin.http.staticfiles.Location;
import java.util.Map;

/** Serves the files of the pages. */
final class PageFiles {

    private static final String PAGE = "/io/foursigma/dashboard/page";
    private static final String VENDOR = "/vendor";

    private PageFiles() {}

    /** Vendored files have their version in their path, so they never change; a page of ours may at the next start. */
    static void addTo(JavalinConfig config) {
        add(config, VENDOR, PAGE + VENDOR, "public, max-age=31536000, immutable");
        add(config, "/", PAGE, Revalidation.PUBLIC);
    }

    private static void add(JavalinConfig config, String path, String directory, String cacheControl) {
        config.staticFiles.add(files -> {
            files.hostedPath = path;
            files.directory = directory;
            files.location = Location.CLASSPATH;
            files.headers = Map.of(Header.CACHE_CONTROL, cacheControl);
        });
    }
}
