// SPDX-License-Identifier: Apache-2.0
package io.foursigma.dashboard;

import io.foursigma.schemas.json.Problem;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which browsers may reach a relay that asks nobody to sign in. Another site's name can be made to lead to this
 * machine (DNS rebinding): its pages are of one origin with the relay then, for all that a browser knows, and only the
 * {@code Host} header tells. With accounts they are not signed in, because cookies belong to names.
 */
final class HostNames {

    private static final int MISDIRECTED = 421;
    private static final String LOCALHOST = "localhost";
    private static final String ANY_BELOW = "*.";
    /** What leads to an address without any name cannot be made to lead elsewhere. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private static final Pattern PORT = Pattern.compile("\\.?(:\\d*)?$");

    private final Set<String> names = new HashSet<>(Set.of(LOCALHOST));
    private final Set<String> ends = new HashSet<>(Set.of('.' + LOCALHOST));

    /** The names that are set. */
    HostNames(Settings settings) {
        names.add(settings.get(SettingsTable.RELAY_HOST).toLowerCase(Locale.ROOT));
        for (String name : settings.get(SettingsTable.RELAY_HOSTS)) {
            if (name.startsWith(ANY_BELOW)) {
                ends.add(name.substring(1));
            } else {
                names.add(name);
            }
        }
    }

    /** Refuses what comes under another name, unless who asks has to sign in. */
    static void addTo(RoutesConfig routes, Settings settings) {
        if (settings.get(SettingsTable.RELAY_ACCOUNTS).equals(SettingsTable.OFF)) {
            HostNames hosts = new HostNames(settings);
            routes.before(hosts::refuseOthers);
            routes.wsBeforeUpgrade(hosts::refuseOthersStream);
        }
    }

    private void refuseOthers(Context context) {
        String host = context.header("Host");
        if (!knows(host)) {
            Answers.problem(context, new Problem(MISDIRECTED, "Not the name of this relay", detail(host), List.of()));
            context.skipRemainingHandlers();
        }
    }

    private void refuseOthersStream(Context context) {
        String host = context.header("Host");
        if (!knows(host)) {
            throw new HttpResponseException(MISDIRECTED, detail(host), Map.of());
        }
    }

    private static String detail(@Nullable String host) {
        return "a relay without accounts answers under its address, localhost and the names in relay.hosts, not under '"
                + host + "': open it by its address, or add the name";
    }

    /** Whether a Host header names this relay. A program may send none, a browser always does. */
    boolean knows(@Nullable String host) {
        if (host == null) {
            return true;
        }
        String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
        return ADDRESS.matcher(name).matches()
                || names.contains(name)
                || ends.stream().anyMatch(name::endsWith);
    }
}
