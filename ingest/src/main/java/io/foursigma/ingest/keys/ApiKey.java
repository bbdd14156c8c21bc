// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.keys;

/**
 * A key that a sender shows, as it is kept: not the key itself.
 *
 * @param name whose it is
 * @param sha256 the SHA-256 of the key's text, in small hexadecimal digits. A key has 256 random bits, so nobody finds it by
 *     trying, and no slow hash is needed
 * @param made when it was made, ISO-8601
 */
public record ApiKey(String name, String sha256, String made) {}
