// SPDX-License-Identifier: Apache-2.0
package io.foursigma.topology.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for. No parser: it finds the names, and takes every one for a metric that is not a word
 * of the language that it knows, so a misspelt metric, function or keyword does not pass.
 *
 * @param selectors the series that it reads
 * @param groupedBy the labels that it sums by
 */
record PromQuery(List<Selector> selectors, Set<String> groupedBy) {

    private static final Set<String> WORDS = Set.of("sum", "max", "rate", "delta", "increase", "absent", "and");

    /** Ranges, strings and numbers first, so that no name is found within them. */
    private static final Pattern TOKEN =
            Pattern.compile("\\[[^\\]]*]|\"[^\"]*\"|[\\d.]+|[a-zA-Z_:][\\w:]*|[=!]~|!=|\\S");

    static PromQuery of(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        List<Selector> selectors = new ArrayList<>();
        Set<String> groupedBy = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.equals("by")) {
                int end = i + tokens.subList(i, tokens.size()).indexOf(")");
                tokens.subList(i + 2, end).stream()
                        .filter(label -> !label.equals(","))
                        .forEach(groupedBy::add);
                i = end;
            } else if (isName(token) && !WORDS.contains(token)) {
                boolean matched = i + 1 < tokens.size() && tokens.get(i + 1).equals("{");
                int end = matched ? i + tokens.subList(i, tokens.size()).indexOf("}") : i;
                selectors.add(new Selector(token, matched ? matchers(tokens.subList(i + 2, end)) : List.of()));
                i = end;
            }
        }
        return new PromQuery(selectors, groupedBy);
    }

    private static boolean isName(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
    }

    private static List<LabelMatcher> matchers(List<String> tokens) {
        List<LabelMatcher> matchers = new ArrayList<>();
        for (int i = 0; i + 2 < tokens.size(); i += 4) {
            String quoted = tokens.get(i + 2);
            matchers.add(new LabelMatcher(tokens.get(i), tokens.get(i + 1), quoted.substring(1, quoted.length() - 1)));
        }
        return matchers;
    }

    /** A metric, and which of its series. */
    record Selector(String name, List<LabelMatcher> matchers) {

        /** Whether it reads this sample, whatever labels Prometheus itself adds. */
        boolean reads(Scrape.Sample sample, Set<String> added) {
            return sample.name().equals(name)
                    && matchers.stream().allMatch(matcher -> added.contains(matcher.label) || matcher.accepts(sample));
        }
    }

    /** One condition on a label. Only equality is known; another operator on a label of ours would not pass. */
    record LabelMatcher(String label, String operator, String value) {

        boolean accepts(Scrape.Sample sample) {
            return operator.equals("=") && value.equals(sample.labels().get(label));
        }
    }
}
