// SPDX-License-Identifier: Apache-2.0
package io.foursigma.stores.redis;

import io.foursigma.schemas.settings.Settings;
import io.foursigma.schemas.settings.SettingsTable;
import io.foursigma.stores.StoreException;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Where Redis is, and how long it may take to answer.
 *
 * @param hostAndPort the address
 */
record RedisAddress(HostAndPort hostAndPort) {

    private static final int ANSWER_MILLIS = 2_000;

    /** The address that is set. */
    static RedisAddress of(Settings settings) {
        return new RedisAddress(HostAndPort.from(settings.get(SettingsTable.REDIS_ADDRESS)));
    }

    /** A client with a small pool. Does not connect. */
    RedisClient client() {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxWait(Duration.ofMillis(ANSWER_MILLIS));
        pool.setJmxEnabled(false);
        return RedisClient.builder()
                .hostAndPort(hostAndPort)
                .clientConfig(config().build())
                .poolConfig(pool)
                .build();
    }

    /**
     * A connection for a subscription, in the older protocol: there a ping is answered within the subscription, while
     * in the newer one Jedis takes the answer for a stray message.
     *
     * @throws JedisException if there is no answer
     */
    Connection connect(int silenceMillis) {
        Connection connection = new Connection(
                hostAndPort, config().protocol(RedisProtocol.RESP2).build());
        connection.connect();
        connection.setSoTimeout(silenceMillis);
        return connection;
    }

    /** The exception for a request that found no good answer. */
    StoreException away(JedisException cause) {
        return new StoreException(
                "Redis at " + hostAndPort + " does not answer as it should: " + cause + "; start it, or correct "
                        + SettingsTable.REDIS_ADDRESS.name(),
                cause);
    }

    private static DefaultJedisClientConfig.Builder config() {
        return DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(ANSWER_MILLIS)
                .socketTimeoutMillis(ANSWER_MILLIS);
    }
}
