// SPDX-License-Identifier: Apache-2.0
package io.foursigma.schemas.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot hold. Carries every problem, so that all of them can be cured at once. */
public final class SettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** An exception for these problems, at least one. */
    public SettingsException(List<Problem> problems) {
        super(problems.stream().map(Problem::line).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order in which they were found. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One problem.
     *
     * @param name the setting or the environment variable
     * @param value what was given
     * @param reason what is wrong with it
     * @param cure what to do
     */
    public record Problem(String name, String value, String reason, String cure) {

        /** The problem as one line. */
        public String line() {
            return name + " = '" + value + "': " + reason + "; " + cure;
        }
    }
}
