// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.file;

import java.nio.file.Path;

/**
 * Up to where a file was taken.
 *
 * @param path where it was found first
 * @param key the file's key
 * @param since when it was found first, epoch milliseconds, each place another time: tells files apart that had the same path
 * @param offset the place of the first byte that was not taken, in the unpacked text
 * @param marked the place in the file up to which {@code mark} looks
 * @param mark the mark of its bytes there
 * @param done whether it is read no further
 */
record Place(String path, String key, long since, long offset, long marked, String mark, boolean done) {

    /** The begin of a file. */
    static Place begin(String path, String key, long since) {
        return new Place(path, key, since, 0, 0, "", false);
    }

    /** What stands for a topic's id in the positions of what is no reading. */
    String positionId() {
        return "file:" + path + '@' + since;
    }

    /** The name that the file had. */
    String fileName() {
        return String.valueOf(Path.of(path).getFileName());
    }

    Place at(long newOffset) {
        return new Place(path, key, since, newOffset, marked, mark, done);
    }

    Place marked(long place, String newMark) {
        return new Place(path, key, since, offset, place, newMark, done);
    }

    Place withKey(String newKey) {
        return new Place(path, newKey, since, offset, marked, mark, done);
    }

    Place done(boolean isDone) {
        return new Place(path, key, since, offset, marked, mark, isDone);
    }
}
