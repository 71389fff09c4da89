package io.selvage.box.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.selvage.bus.Complaints;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.MBeanServerFactory;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.apache.activemq.artemis.core.server.impl.ServiceRegistryImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT broker (3.1, 3.1.1 and 5) for clients outside this JVM: ActiveMQ Artemis, in memory. What a client publishes
 * is acknowledged when the {@link Inlet} is done with it too; what is inside gets out by {@link #publish}. A slow client
 * holds up nobody: of what waits for it only the newest are kept, and the rest is counted in {@link #shed}.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** Messages that may wait for one subscription. */
    static final int WAITING = 2048;

    private static final long WAITING_BYTES = 24L << 20;
    private static final int IN_FLIGHT = 1024;
    private static final int IO_THREADS = 2;
    private static final int MOST_BYTES_OF_A_MESSAGE = 32 << 20;

    /** A message stands in the heap several times: as it came, for the inside, for the broker, and as its values. */
    private static final int SHARE_OF_A_MESSAGE = 24;

    private static final Duration SWEEP = Duration.ofSeconds(30);
    private static final int SESSION_SECONDS = 24 * 60 * 60;
    private static final int INSIDE_QOS = 1;
    private static final String ACCEPTOR = "mqtt";

    private final WildcardConfiguration wildcards = new WildcardConfiguration();
    private final ActiveMQServer server;
    private final Subscriptions subscriptions;
    private final Inlet inlet;
    private final Complaints complaints = new Complaints(LOG);

    private EmbeddedBroker(String host, int port, Duration sweep, Inlet inlet) throws Exception {
        this.inlet = inlet;
        var interceptors = new ServiceRegistryImpl();
        interceptors.addIncomingInterceptor((MQTTInterceptor) this::onPacket);
        server = new ActiveMQServerImpl(
                configuration(acceptor(host, port), sweep, wildcards),
                MBeanServerFactory.newMBeanServer(),
                null,
                null,
                interceptors);
        subscriptions = new Subscriptions(
                wildcards,
                () -> server.getPagingManager().isGlobalFull(),
                new WaitingBytes(WAITING_BYTES, () -> server.getPagingManager().getGlobalSize()));
        server.registerBrokerPlugin(subscriptions);
    }

    /**
     * Opens the port; 0 takes a free one.
     *
     * @throws EdgeException SERVICE_UNAVAILABLE where the port cannot be opened
     */
    public static EmbeddedBroker start(String host, int port, Inlet inlet) {
        return start(host, port, SWEEP, inlet);
    }

    /** The same, with another time after which unused topics are forgotten. */
    static EmbeddedBroker start(String host, int port, Duration sweep, Inlet inlet) {
        try {
            var broker = new EmbeddedBroker(host, port, sweep, inlet);
            broker.start();
            return broker;
        } catch (Exception e) {
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE,
                    "the MQTT broker cannot open %s:%d: %s".formatted(host, port, e.getMessage()),
                    e);
        }
    }

    private void start() throws Exception {
        var failure = new AtomicReference<@Nullable Exception>();
        server.registerActivationFailureListener(failure::set);
        server.start();
        var cause = failure.get();
        if (cause != null) {
            server.stop();
            throw cause;
        }
    }

    private static Configuration configuration(
            TransportConfiguration acceptor, Duration sweep, WildcardConfiguration wildcards) throws Exception {
        return new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setJournalType(JournalType.NIO) // or the start looks for a native library
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setGracefulShutdownEnabled(false)
                .setCriticalAnalyzer(false)
                .setThreadPoolMaxSize(4)
                .setScheduledThreadPoolMaxSize(1)
                .setAddressQueueScanPeriod(sweep.toMillis())
                .setGlobalMaxSize(WAITING_BYTES + 2L * mostBytes())
                .setWildCardConfiguration(wildcards)
                .addAddressSetting("#", everyAddress(sweep))
                .addAcceptorConfiguration(acceptor);
    }

    private static TransportConfiguration acceptor(String host, int port) {
        Map<String, Object> transport = Map.of(
                TransportConstants.HOST_PROP_NAME,
                host,
                TransportConstants.PORT_PROP_NAME,
                port,
                TransportConstants.PROTOCOLS_PROP_NAME,
                MQTTProtocolManagerFactory.MQTT_PROTOCOL_NAME,
                TransportConstants.USE_EPOLL_PROP_NAME,
                false,
                TransportConstants.USE_KQUEUE_PROP_NAME,
                false,
                TransportConstants.REMOTING_THREADS_PROPNAME,
                IO_THREADS);
        Map<String, Object> protocol = Map.of(
                "topicAliasMaximum", 0, // the gate wants to read the topic
                "defaultMaximumInFlightPublishMessages", IN_FLIGHT,
                "defaultMqttSessionExpiryInterval", SESSION_SECONDS);
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, ACCEPTOR, protocol);
    }

    /** A topic lives while somebody is subscribed to exactly it, and is swept away when it has not been used for long. */
    private static AddressSettings everyAddress(Duration sweep) {
        return new AddressSettings()
                .setDefaultRingSize(WAITING)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                .setAutoDeleteAddressesSkipUsageCheck(true)
                .setAutoDeleteAddressesDelay(sweep.toMillis())
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(0);
    }

    private boolean onPacket(MqttMessage packet, RemotingConnection connection) {
        if (packet.fixedHeader().messageType() == MqttMessageType.CONNECT
                && connection.getTransportConnection() instanceof NettyConnection netty) {
            var pipeline = netty.getChannel().pipeline();
            if (pipeline.get(PublishGate.class) == null) {
                var brokersOwn = pipeline.context(MQTTProtocolHandler.class).name();
                pipeline.addBefore(brokersOwn, "gate", new PublishGate(inlet, broken -> complain(packet, broken)));
                pipeline.replace(MqttDecoder.class, "decoder", new MqttDecoder(mostBytes()));
            }
        }
        return true;
    }

    private void complain(MqttMessage connect, Throwable broken) {
        var client = connect instanceof MqttConnectMessage greeting
                ? greeting.payload().clientIdentifier()
                : "unknown";
        complaints.warn("the connection of client " + client + " is closed, for a packet that is not taken (at most "
                + mostBytes() + " bytes are): " + broken.getMessage());
    }

    private static int mostBytes() {
        return (int) Math.min(MOST_BYTES_OF_A_MESSAGE, Runtime.getRuntime().maxMemory() / SHARE_OF_A_MESSAGE);
    }

    /** The port that is open. */
    public int port() {
        return ((NettyAcceptor) server.getRemotingService().getAcceptor(ACCEPTOR)).getActualPort();
    }

    /** Whether a client outside, or the session of one that is away, is subscribed to the topic. */
    public boolean hasSubscriber(String topic) {
        return subscriptions.match(topic);
    }

    /** Topics that the broker knows at this moment, a few of its own among them. */
    int topics() {
        return server.getPostOffice().getAddresses().size();
    }

    /** Gives a message from inside to the subscribers outside, at QoS 1 or what lower they asked for. Never blocks. */
    public void publish(String topic, byte[] payload) {
        var address = SimpleString.of(MQTTUtil.getCoreAddressFromMqttTopic(topic, wildcards));
        var message = new CoreMessage(server.getStorageManager().generateID(), payload.length + 256);
        message.setAddress(address);
        message.setType(Message.BYTES_TYPE);
        message.setRoutingType(RoutingType.MULTICAST);
        message.setDurable(true);
        message.putIntProperty(MQTTUtil.MQTT_QOS_LEVEL_KEY, INSIDE_QOS);
        message.getBodyBuffer().writeBytes(payload);
        try {
            if (server.getAddressInfo(address) == null) {
                server.addAddressInfo(new AddressInfo(address, RoutingType.MULTICAST).setAutoCreated(true));
            }
            server.getPostOffice().route(message, false);
        } catch (Exception e) {
            throw new EdgeException(ErrorKind.COMMUNICATION_ERROR, "no message could be given to the broker", e);
        }
    }

    /** Messages dropped because a client outside did not keep up. */
    public long shed() {
        return subscriptions.shed();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new EdgeException(ErrorKind.SERVER_ERROR, "the MQTT broker did not stop", e);
        }
    }
}
