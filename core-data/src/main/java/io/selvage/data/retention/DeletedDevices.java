package io.selvage.data.retention;

import io.selvage.bus.Message;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.systemevent.SystemEvent;
import io.selvage.contracts.topic.Topics;
import io.selvage.data.DataConfig.Writable;
import io.selvage.data.archive.Archive;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Deletes the events of a device that is deleted in core-metadata, where {@code Writable.EventPurge} is true. */
@Component
final class DeletedDevices implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeletedDevices.class);

    private final MessageBus bus;
    private final Topics topics;
    private final Archive archive;
    private final Supplier<Writable> config;
    private volatile @Nullable Subscription subscription;

    DeletedDevices(MessageBus bus, Topics topics, Archive archive, Supplier<Writable> config) {
        this.bus = bus;
        this.topics = topics;
        this.archive = archive;
        this.config = config;
    }

    @Override
    public void start() {
        subscription = bus.subscribe(TopicFilter.of(topics.metadataEventsOf("device")), MessageHandler.of(this::take));
    }

    private void take(Message message) {
        var event = message.envelope().payloadAs(SystemEvent.class);
        if (!event.action().equals("delete") || !config.get().eventPurge()) {
            return;
        }
        try {
            var name = event.details() instanceof Device device
                    ? device.name()
                    : EdgeJson.mapper()
                            .valueToTree(event.details())
                            .path("name")
                            .asString("");
            if (!name.isEmpty()) {
                archive.deleteOfDevice(name);
                LOG.info("the events of {} are deleted, as it is", name);
            }
        } catch (EdgeException e) {
            LOG.warn("the events of a deleted device are not deleted: {}", e.text());
            throw e; // comes again
        }
    }

    @Override
    public void stop() {
        var running = subscription;
        subscription = null;
        if (running != null) {
            running.suspend();
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }
}
