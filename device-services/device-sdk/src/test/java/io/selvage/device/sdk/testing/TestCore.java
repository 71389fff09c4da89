package io.selvage.device.sdk.testing;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.topic.Topics;
import io.selvage.device.sdk.testing.metadata.TestMetadata;
import io.selvage.device.sdk.testing.metadata.TestMetadataApplication;
import io.selvage.service.EdgeServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** What surrounds a device service: a bus, a core-metadata over HTTP, and one who collects the events. */
public final class TestCore implements AutoCloseable {

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final TestMetadata metadata = new TestMetadata(bus);
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final int port = freePort();
    private final List<ConfigurableApplicationContext> services = new ArrayList<>();
    private final GenericApplicationContext shared = new GenericApplicationContext();
    private @Nullable ConfigurableApplicationContext metadataService;

    /** Everything but core-metadata is up. */
    public TestCore() {
        shared.registerBean(MessageBus.class, () -> bus, bean -> bean.setDestroyMethodName(""));
        shared.refresh();
        bus.subscribe(
                TopicFilter.of(Topics.standard().allDeviceEvents()),
                MessageHandler.of(message -> events.add(
                        message.envelope().payloadAs(AddEventRequest.class).event())));
    }

    /** A core with everything up. */
    public static TestCore started() {
        var core = new TestCore();
        core.startMetadata();
        return core;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public MessageBus bus() {
        return bus;
    }

    public TestMetadata metadata() {
        return metadata;
    }

    /** Opens the port of core-metadata. */
    public void startMetadata() {
        metadataService = EdgeServices.builder(TestMetadataApplication.class)
                .parent(shared)
                .initializers(context -> context.getBeanFactory().registerSingleton("testMetadata", metadata))
                .run("--Service.Port=" + port);
    }

    /** Closes the port of core-metadata. */
    public void stopMetadata() {
        if (metadataService != null) {
            metadataService.close();
        }
    }

    /** Starts a device service on a port of its own. */
    public TestService start(Class<?> application, String... args) {
        var all = new ArrayList<>(List.of(args));
        all.add("--Service.Port=0");
        all.add("--Clients.core-metadata.Port=" + port);
        var context = EdgeServices.builder(application)
                .parent(shared)
                .web(WebApplicationType.SERVLET)
                .run(all.toArray(String[]::new));
        services.add(context);
        return new TestService(context);
    }

    /** The next event that a device service publishes; fails after 10 s. */
    public Event nextEvent() throws InterruptedException {
        var event = events.poll(10, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event within 10 s");
        }
        return event;
    }

    /** The events that are published and not taken yet. */
    public BlockingQueue<Event> events() {
        return events;
    }

    /** A record as a document of core-metadata's files has it. */
    public static <T> T yaml(String text, Class<T> type) {
        return EdgeJson.yaml().readValue(text, type);
    }

    @Override
    public void close() {
        services.forEach(ConfigurableApplicationContext::close);
        stopMetadata();
        shared.close();
        bus.close();
    }
}
