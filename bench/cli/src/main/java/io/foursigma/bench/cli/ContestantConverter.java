// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Contestants by their words. */
final class ContestantConverter implements ITypeConverter<Contestant>, Iterable<String> {

    @Override
    public Contestant convert(String word) {
        for (Contestant contestant : Contestant.values()) {
            if (contestant.word().equals(word)) {
                return contestant;
            }
        }
        throw new TypeConversionException("there is no contestant '" + word + "'; there are "
                + Arrays.stream(Contestant.values()).map(Contestant::word).collect(Collectors.joining(", ")));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Contestant.values()).map(Contestant::word).iterator();
    }
}
