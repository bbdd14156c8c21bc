// SPDX-License-Identifier: Apache-2.0
package io.foursigma.ingest.format;

/**
 * Where something stands in a text.
 *
 * @param from the place of its first byte, from 0
 * @param to the place behind its last byte, its line end among them
 */
public record Span(long from, long to) {}
