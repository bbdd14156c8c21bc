// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.mqtt;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** The warnings that are logged from when this is made until it is closed. */
final class LoggedWarnings extends AbstractAppender implements AutoCloseable {

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final Level before = root.getLevel();

    private LoggedWarnings() {
        super("logged-warnings", null, null, false, Property.EMPTY_ARRAY);
    }

    static LoggedWarnings open() {
        LoggedWarnings warnings = new LoggedWarnings();
        warnings.start();
        Configurator.setRootLevel(Level.WARN);
        warnings.root.addAppender(warnings);
        return warnings;
    }

    boolean contains(String words) {
        return warnings.stream().anyMatch(warning -> warning.contains(words));
    }

    @Override
    public void append(LogEvent event) {
        warnings.add(event.getMessage().getFormattedMessage());
    }

    @Override
    public void close() {
        root.removeAppender(this);
        Configurator.setRootLevel(before);
        stop();
    }
}
