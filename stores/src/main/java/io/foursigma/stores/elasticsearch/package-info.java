// SPDX-License-Identifier: Apache-2.0
/** Insights in Elasticsearch: documents whose ids make every put repeatable. */
@NullMarked
package io.foursigma.stores.elasticsearch;

import org.jspecify.annotations.NullMarked;
