// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged with an exception, or as an error, from when this is made until it is closed. */
final class LoggedErrors extends AbstractAppender implements AutoCloseable {

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LogManager.getRootLogger();
    private final Level before = root.getLevel();

    private LoggedErrors() {
        super("logged-errors", null, null, false, Property.EMPTY_ARRAY);
    }

    static LoggedErrors open() {
        LoggedErrors errors = new LoggedErrors();
        errors.start();
        errors.root.setLevel(Level.WARN);
        errors.root.addAppender(errors);
        return errors;
    }

    List<String> errors() {
        return errors;
    }

    @Override
    public void append(LogEvent event) {
        if (event.getThrown() != null || event.getLevel().isMoreSpecificThan(Level.ERROR)) {
            errors.add(
                    event.getLoggerName() + ": " + event.getMessage().getFormattedMessage() + " " + event.getThrown());
        }
    }

    @Override
    public void close() {
        root.removeAppender(this);
        root.setLevel(before);
        stop();
    }
}
