package io.selvage.bus.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Makes the connections of one bus, which share two threads. */
final class RedisLink implements AutoCloseable {

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final long SHORTEST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 1_000;
    private static final long GOODBYE_MS = 1_000;
    private static final int THREADS = 2;

    private final RedisOptions options;
    private final ClientResources resources;

    RedisLink(RedisOptions options) {
        this.options = options;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(Delay.exponential(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS, TimeUnit.MILLISECONDS, 2))
                .build();
    }

    /** A connection that publishes. */
    CompletionStage<StatefulRedisConnection<String, byte[]>> connect() {
        return client(_ -> {}).connectAsync(CODEC, address());
    }

    /** A connection that subscribes; the consumer gets each socket of its life. */
    CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectPubSub(Consumer<Channel> sockets) {
        return client(sockets).connectPubSubAsync(CODEC, address());
    }

    private RedisClient client(Consumer<Channel> sockets) {
        var client = RedisClient.create(
                resources.mutate().nettyCustomizer(new Sockets(sockets)).build(), address());
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.ACCEPT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(options.connectTimeout())
                        .tcpNoDelay(true)
                        .keepAlive(KeepAliveOptions.builder()
                                .enable()
                                .idle(options.keepAlive())
                                .interval(options.keepAlive())
                                .count(2)
                                .build())
                        .build())
                .build());
        return client;
    }

    private RedisURI address() {
        var address = RedisURI.builder()
                .withHost(options.host())
                .withPort(options.port())
                .withTimeout(options.connectTimeout())
                .withAuthentication(RedisCredentialsProvider.from(this::credentials));
        if (options.clientId().chars().allMatch(c -> c > ' ' && c <= '~')) {
            address.withClientName(options.clientId());
        }
        return address.build();
    }

    /** Asked for each time that a connection is made, also again. */
    private RedisCredentials credentials() {
        var login = options.login().get();
        var user = login.username().isEmpty() ? null : login.username();
        var isOpen = user == null && login.password().isEmpty();
        return RedisCredentials.just(user, isOpen ? null : login.password());
    }

    @Override
    public void close() {
        var _ = resources.shutdown(0, GOODBYE_MS, TimeUnit.MILLISECONDS);
    }

    /** Puts TLS under Redis's protocol: the context comes from elsewhere, which the client has no option for. */
    private final class Sockets implements NettyCustomizer {

        private final Consumer<Channel> owner;

        private Sockets(Consumer<Channel> owner) {
            this.owner = owner;
        }

        @Override
        public void afterChannelInitialized(Channel channel) {
            if (options.overTls()) {
                var engine = context().createSSLEngine(options.host(), options.port());
                engine.setUseClientMode(true);
                var parameters = engine.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                engine.setSSLParameters(parameters);
                channel.pipeline().addFirst("tls", new SslHandler(engine));
            }
            owner.accept(channel);
        }

        private SSLContext context() {
            var given = options.login().get().tls();
            try {
                return given == null ? SSLContext.getDefault() : given;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JVM has no TLS", e);
            }
        }
    }
}
