// SPDX-License-Identifier: Apache-2.0
package io.foursigma.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file against the schema of the compose specification (resources/compose-spec/README.md tells its origin). */
final class ComposeSchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(SchemaLocation.of("classpath:compose-spec/compose-spec.json"));

    private static final String FILE = ComposeFile.read().root().toString();

    @Test
    void theFileIsValid() {
        assertThat(errors(FILE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"healthcheck\":', '\"healthchek\":'",
        "'\"condition\":\"service_healthy\"', '\"condition\":\"healthy\"'",
        "'\"mem_limit\":', '\"memory_limit\":'",
        "'\"restart\":\"unless-stopped\"', '\"restart\":true'",
        "'\"volumes\":', '\"volume\":'"
    })
    void aSlipIsFound(String right, String wrong) {
        assertThat(FILE).contains(right);
        assertThat(errors(FILE.replace(right, wrong))).isNotEmpty();
    }

    private static List<Error> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }
}
