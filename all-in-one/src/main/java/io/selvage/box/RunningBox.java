package io.selvage.box;

import io.selvage.box.BoxPlan.Role;
import io.selvage.box.BoxPlan.Service;
import io.selvage.box.broker.BusGateway;
import io.selvage.box.demo.DemoModbusSlave;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.keyvalue.KeyValueApi;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.registry.RegistryApi;
import io.selvage.contracts.watcher.ProvisionWatcherApi;
import io.selvage.data.DataApplication;
import io.selvage.service.BodyBudget;
import io.selvage.service.EdgeServices;
import io.selvage.service.ServiceInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The services of a box: one Spring context and one port each, under a small parent that holds the bus and the API
 * objects by which they call each other without HTTP.
 */
final class RunningBox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningBox.class);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final BoxOptions options;
    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final DeviceServicesHere deviceServices = new DeviceServicesHere();
    private final GenericApplicationContext parent = new GenericApplicationContext();
    private final Map<Service, ConfigurableApplicationContext> contexts =
            Collections.synchronizedMap(new LinkedHashMap<>());

    private volatile @Nullable BusGateway gateway;
    private volatile @Nullable DemoModbusSlave demo;

    RunningBox(BoxOptions options) {
        this.options = options;
    }

    /** Starts everything; returns when all ports answer. */
    void start() {
        parent.getBeanFactory().registerSingleton("messageBus", (MessageBus) bus);
        parent.getBeanFactory().registerSingleton("bodyBudget", BodyBudget.ofHeap());
        parent.getBeanFactory().registerSingleton("localDeviceServices", deviceServices);
        parent.refresh();
        if (options.demo()) {
            startDemo();
        }
        only(Role.KEEPER).forEach(this::startKeeper);
        only(Role.METADATA).forEach(this::startMetadata);
        var others = BoxPlan.servicesOf(options).stream()
                .filter(service -> service.role() != Role.KEEPER && service.role() != Role.METADATA)
                .map(service -> CompletableFuture.runAsync(() -> startBeside(service), Thread.ofPlatform()::start))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(others).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof BoxFailure failure ? failure : e;
        }
    }

    private void startDemo() {
        var port = options.port(DemoModbusSlave.DEFAULT_PORT);
        try {
            var slave = DemoModbusSlave.start(port == 0 ? freePort() : port); // it cannot tell which one it took
            demo = slave;
            slave.provision(options.in(BoxPlan.DEMO_MODBUS_DEVICES));
        } catch (EdgeException e) {
            throw new BoxFailure(e.text(), e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startBeside(Service service) {
        startOne(service);
        if (service.application() == DataApplication.class) {
            openGateway();
        }
    }

    /** Not before core-data listens: what has no subscriber counts as finished, and would be acknowledged unstored. */
    private void openGateway() {
        try {
            gateway = BusGateway.open(bus, EnvelopeCodec.V4, options.listen(), options.port(BoxPlan.BROKER_PORT));
        } catch (EdgeException e) {
            throw new BoxFailure(e.text(), e);
        }
    }

    private static List<Service> only(Role role) {
        return BoxPlan.SERVICES.stream()
                .filter(service -> service.role() == role)
                .toList();
    }

    /** First, since the others read their configuration there. */
    private void startKeeper(Service service) {
        var keeper = startOne(service);
        parent.getBeanFactory().registerSingleton("keyValueApi", keeper.getBean(KeyValueApi.class));
        parent.getBeanFactory().registerSingleton("registryApi", keeper.getBean(RegistryApi.class));
    }

    private void startMetadata(Service service) {
        var metadata = startOne(service);
        var peers = parent.getBeanFactory();
        peers.registerSingleton("deviceApi", metadata.getBean(DeviceApi.class));
        peers.registerSingleton("deviceProfileApi", metadata.getBean(DeviceProfileApi.class));
        peers.registerSingleton("deviceServiceApi", metadata.getBean(DeviceServiceApi.class));
        peers.registerSingleton("provisionWatcherApi", metadata.getBean(ProvisionWatcherApi.class));
    }

    private ConfigurableApplicationContext startOne(Service service) {
        try {
            var context = EdgeServices.builder(service.application())
                    .parent(parent)
                    .registerShutdownHook(false)
                    .run(BoxPlan.argumentsFor(service, options));
            contexts.put(service, context);
            if (service.isDevice()) {
                deviceServices.add(service.key(), context);
            }
            return context;
        } catch (RuntimeException e) {
            LOG.error("{} did not start", service.key(), e);
            var root = rootOf(e);
            var place =
                    root instanceof YAMLException ? " (" + options.in("config/" + service.key() + ".yaml") + ")" : "";
            throw new BoxFailure(service.key() + " did not start: " + root.getMessage() + place, e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }

    /** A bean of one service. */
    <T> T bean(Class<?> application, Class<T> type) {
        synchronized (contexts) {
            return contexts.entrySet().stream()
                    .filter(entry -> entry.getKey().application() == application)
                    .findFirst()
                    .orElseThrow()
                    .getValue()
                    .getBean(type);
        }
    }

    /** The URL of each service by its key, in the order of the plan. */
    Map<String, String> urls() {
        var urls = new LinkedHashMap<String, String>();
        for (var service : BoxPlan.SERVICES) {
            var context = contexts.get(service);
            if (context != null) {
                var host = context.getBean(ServiceInfo.class).host();
                urls.put(service.key(), "http://" + host + ":" + EdgeServices.portOf(context));
            }
        }
        return urls;
    }

    /** Stops in order: who publishes first, then the bus runs empty, then who stores. No step keeps the next from its turn. */
    @Override
    public void close() {
        BoxPlan.SERVICES.reversed().stream().filter(Service::isDevice).forEach(this::stop);
        close("the MQTT broker", gateway);
        if (!bus.drain(DRAIN)) {
            LOG.warn(
                    "messages were still on the bus after {}; their publishers were not told that they arrived", DRAIN);
        }
        BoxPlan.SERVICES.reversed().forEach(this::stop);
        close("the bus", bus);
        close("the parent context", parent);
        close("the demo's Modbus slave", demo);
    }

    private void stop(Service service) {
        close(service.key(), contexts.remove(service));
    }

    private static void close(String name, @Nullable AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            LOG.error("{} did not stop as it should", name, e);
        }
    }
}
