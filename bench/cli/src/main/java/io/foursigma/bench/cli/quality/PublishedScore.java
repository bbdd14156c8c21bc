// SPDX-License-Identifier: Apache-2.0
package io.foursigma.bench.cli.quality;

import java.util.List;

/**
 * A score that others have published: the scoreboard of the benchmark's repository. Each has a threshold of its own for each
 * profile, chosen on this corpus so that the score is the greatest.
 *
 * @param detector the detector's name
 * @param standard its score for the standard profile; a span where the scoreboard gives one
 * @param lowFp its score for the profile reward low FP
 * @param lowFn its score for the profile reward low FN
 */
record PublishedScore(String detector, String standard, String lowFp, String lowFn) {

    static final List<PublishedScore> ALL = List.of(
            new PublishedScore("Perfect", "100.0", "100.0", "100.0"),
            new PublishedScore("Numenta HTM", "70.5-69.7", "62.6-61.7", "75.2-74.2"),
            new PublishedScore("CAD OSE", "69.9", "67.0", "73.2"),
            new PublishedScore("earthgecko Skyline", "58.2", "46.2", "63.9"),
            new PublishedScore("KNN CAD", "58.0", "43.4", "64.8"),
            new PublishedScore("Relative Entropy", "54.6", "47.6", "58.8"),
            new PublishedScore("Random Cut Forest", "51.7", "38.4", "59.7"),
            new PublishedScore("Twitter ADVec v1.0.0", "47.1", "33.6", "53.5"),
            new PublishedScore("Windowed Gaussian", "39.6", "20.9", "47.4"),
            new PublishedScore("Etsy Skyline", "35.7", "27.1", "44.5"),
            new PublishedScore("Bayesian Changepoint", "17.7", "3.2", "32.2"),
            new PublishedScore("EXPoSE", "16.4", "3.2", "26.9"),
            new PublishedScore("Random", "11.0", "1.2", "19.5"),
            new PublishedScore("Null", "0.0", "0.0", "0.0"));
}
