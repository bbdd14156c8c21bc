// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard.access;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param network the address, or of IPv6 its first 64 bits: a household has all addresses that begin with them
 * @param secure whether it came over TLS
 */
record Caller(String network, boolean secure) {

    private static final String UNKNOWN = "unknown";
    /** No other text reaches the resolver, which would ask a server for the address of a name. */
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final int IPV6_NETWORK_BYTES = 8;

    /** The caller of a request; where a proxy is trusted, the last one that the proxy itself has seen. */
    static Caller of(Context context, boolean trustProxy) {
        String address = trustProxy ? last(context, "X-Forwarded-For") : null;
        boolean proxySecure = trustProxy && "https".equalsIgnoreCase(last(context, "X-Forwarded-Proto"));
        return new Caller(
                network(address == null ? context.req().getRemoteAddr() : address),
                proxySecure || context.req().isSecure());
    }

    /** What stands before it in the header is what the caller himself may have sent. */
    private static @Nullable String last(Context context, String header) {
        List<String> lines = Collections.list(context.req().getHeaders(header));
        if (lines.isEmpty()) {
            return null;
        }
        String line = lines.get(lines.size() - 1);
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }

    static String network(String address) {
        String bare = address.replaceAll("[\\[\\]]|%.*", "");
        if (!LITERAL.matcher(bare).matches()) {
            return UNKNOWN;
        }
        try {
            InetAddress parsed = InetAddress.getByName(bare);
            byte[] bytes = parsed.getAddress();
            return parsed instanceof Inet6Address
                    ? HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES)) + "/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException noAddress) {
            return UNKNOWN;
        }
    }
}
