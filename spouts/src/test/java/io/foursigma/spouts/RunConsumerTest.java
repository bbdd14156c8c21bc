// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;

final class RunConsumerTest {

    @Test
    void publicMethodsAreThoseOfConsumer() {
        assertThat(Arrays.stream(RunConsumer.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers())))
                .isNotEmpty()
                .allSatisfy(method -> {
                    Method called = Consumer.class.getMethod(method.getName(), method.getParameterTypes());
                    assertThat(called.getReturnType()).isEqualTo(method.getReturnType());
                });
    }
}
