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
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Makes the connections of one bus, which share two threads. */
final class RedisLink implements AutoCloseable {

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final long SHORTEST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 1_000;
    private static final long GOODBYE_MS = 1_000;
    private static final int THREADS = 2;

    private final RedisOptions options;
    private final ClientResources resources;
    private final Set<Clients<?>> lines = ConcurrentHashMap.newKeySet();

    RedisLink(RedisOptions options) {
        this.options = options;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
    }

    /** For connections that publish. */
    Line<StatefulRedisConnection<String, byte[]>> publishing() {
        return line(_ -> {}, client -> client.connectAsync(CODEC, address()));
    }

    /** For connections that subscribe; the consumer gets each socket of their lives. */
    Line<StatefulRedisPubSubConnection<String, byte[]>> subscribing(Consumer<Channel> sockets) {
        return line(sockets, client -> client.connectPubSubAsync(CODEC, address()));
    }

    private <C> Line<C> line(Consumer<Channel> sockets, Function<RedisClient, CompletionStage<C>> attempt) {
        var line = new Clients<>(sockets, attempt);
        lines.add(line);
        return line;
    }

    /** The resources of the link, but with that consumer of sockets; their end is not that of what they share. */
    private ClientResources with(Consumer<Channel> sockets) {
        return DefaultClientResources.builder() // mutate() shares no threads
                .eventLoopGroupProvider(resources.eventLoopGroupProvider())
                .eventExecutorGroup(resources.eventExecutorGroup())
                .timer(resources.timer())
                .eventBus(resources.eventBus())
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(Delay.exponential(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS, TimeUnit.MILLISECONDS, 2))
                .nettyCustomizer(new Sockets(sockets))
                .build();
    }

    private RedisClient client(ClientResources own) {
        var client = RedisClient.create(own, address());
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

    /** Ends the lines, and then the threads. */
    @Override
    public void close() {
        var open = List.copyOf(lines);
        open.forEach(Clients::close);
        var _ = CompletableFuture.allOf(open.stream().map(line -> line.ended).toArray(CompletableFuture[]::new))
                .orTimeout(GOODBYE_MS, TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> {
                    var _ = resources.shutdown(0, GOODBYE_MS, TimeUnit.MILLISECONDS);
                });
    }

    /** One client of Lettuce for all attempts: each has channels, resolvers and more of its own. */
    private final class Clients<C> implements Line<C> {

        private final ClientResources own;
        private final RedisClient client;
        private final Function<RedisClient, CompletionStage<C>> attempt;
        private final AtomicBoolean closed = new AtomicBoolean();
        private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

        private Clients(Consumer<Channel> sockets, Function<RedisClient, CompletionStage<C>> attempt) {
            this.own = with(sockets);
            this.client = client(own);
            this.attempt = attempt;
        }

        @Override
        public CompletionStage<C> connect() {
            return attempt.apply(client);
        }

        @Override
        public void close() {
            if (!closed.compareAndSet(false, true)) {
                return; // a second time would seem to have ended at once
            }
            var _ = client.shutdownAsync(0, GOODBYE_MS, TimeUnit.MILLISECONDS).whenComplete((_, _) -> {
                var _ = own.shutdown(0, GOODBYE_MS, TimeUnit.MILLISECONDS);
                lines.remove(this);
                ended.complete(null);
            });
        }
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
