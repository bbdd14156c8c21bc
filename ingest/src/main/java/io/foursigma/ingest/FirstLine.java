// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest;

import io.foursigma.schemas.settings.Setting;
import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Passwords in files of their own. */
public final class FirstLine {

    private FirstLine() {}

    /** The first line of the file that a setting names; empty where the setting is off. @throws SourceException if it cannot be read */
    public static String of(Settings settings, Setting<String> setting) {
        String file = settings.get(setting);
        if (file.equals(SettingsTable.OFF)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw SourceException.cannotUse(setting.name(), file, e);
        }
    }
}
