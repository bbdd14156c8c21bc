// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import static io.foursigma.schemas.settings.SettingsTable.COLLECT_HTTP_KEYSTORE;
import static io.foursigma.schemas.settings.SettingsTable.COLLECT_HTTP_KEYSTORE_PASSWORD_FILE;

import io.foursigma.ingest.FirstLine;
import io.foursigma.ingest.SourceException;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** The key and the certificate that a collector speaks HTTPS with. */
final class Tls {

    private Tls() {}

    /** What the settings name; null for plain HTTP. @throws SourceException if a file cannot be used */
    static SslContextFactory.@Nullable Server of(Settings settings) {
        String file = settings.get(COLLECT_HTTP_KEYSTORE);
        if (file.equals(SettingsTable.OFF)) {
            return null;
        }
        String password = FirstLine.of(settings, COLLECT_HTTP_KEYSTORE_PASSWORD_FILE);
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStore(keys);
            tls.setKeyStorePassword(password);
            // Devices call the collector by its address, or by names that its certificate does not hold.
            tls.setSniRequired(false);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw SourceException.cannotUse(COLLECT_HTTP_KEYSTORE.name(), file, e);
        }
    }
}
