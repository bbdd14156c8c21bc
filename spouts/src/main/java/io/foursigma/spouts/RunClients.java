// SPDX-License-Identifier: Apache-2.0
package io.foursigma.spouts;

import io.foursigma.schemas.Run;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.storm.kafka.spout.internal.ClientFactory;
import org.jspecify.annotations.Nullable;

/** Makes the clients of a {@code KafkaSpout} that hands out runs. */
final class RunClients implements ClientFactory<Void, Run> {

    private static final long serialVersionUID = 1;

    private final String topic;
    private final String topicId;
    private final RunCaps caps;
    private final Room room;

    /**
     * Clients.
     *
     * @param room nothing new is read while there is none
     */
    RunClients(String topic, String topicId, RunCaps caps, Room room) {
        this.topic = topic;
        this.topicId = topicId;
        this.caps = caps;
        this.room = room;
    }

    @Override
    public Consumer<Void, Run> createConsumer(Map<String, Object> config) {
        TopicWatch watch = new TopicWatch(createAdmin(config), topic, topicId);
        return asConsumer(new RunConsumer(new KafkaConsumer<>(config), watch, topicId, caps, room));
    }

    @Override
    public Admin createAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    /**
     * A consumer that has the methods of {@link RunConsumer} and refuses all others: passed on as they are, they would
     * speak of records where the spout means runs.
     */
    @SuppressWarnings("unchecked") // a proxy cannot say of what type its keys and values are
    private static Consumer<Void, Run> asConsumer(RunConsumer consumer) {
        return (Consumer<Void, Run>) Proxy.newProxyInstance(
                RunClients.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> call(consumer, method, arguments));
    }

    private static @Nullable Object call(RunConsumer consumer, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return RunConsumer.class
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(consumer, arguments);
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException(
                    method + " is not said in terms of runs; add it to RunConsumer if this Storm calls it", e);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
