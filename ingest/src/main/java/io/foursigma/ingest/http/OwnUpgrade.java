// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests to speak WebSocket come to the ordinary handlers of their paths, with all that goes before them. Javalin would
 * upgrade them itself, and then keep messages whole in memory and a thread waiting with each.
 */
final class OwnUpgrade implements Filter {

    private static final String VERSION = "Sec-WebSocket-Version";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request instanceof HttpServletRequest http ? new Unversioned(http) : request, response);
    }

    /** A request without the header by which Javalin knows it. Who upgrades it takes the request beneath. */
    private static final class Unversioned extends HttpServletRequestWrapper {
        private Unversioned(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return VERSION.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }
    }
}
