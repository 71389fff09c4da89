package io.selvage.device.sdk.boot;

import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.device.sdk.command.BusCommands;
import io.selvage.device.sdk.publish.BusLink;
import java.util.ArrayList;
import java.util.List;

/** What the service takes from the bus: commands, questions about devices, news from core-metadata. */
final class Inbox {

    private final BusLink link;
    private final BusCommands commands;
    private final DeviceValidation validation;
    private final MetadataFollower follower;
    private final String baseService;
    private final List<Subscription> subscriptions = new ArrayList<>();

    Inbox(
            BusLink link,
            BusCommands commands,
            DeviceValidation validation,
            MetadataFollower follower,
            WatcherLoader watchers) {
        this.baseService = watchers.baseService();
        this.link = link;
        this.commands = commands;
        this.validation = validation;
        this.follower = follower;
    }

    /** Subscribes to all, or to nothing where one fails. */
    synchronized void open() {
        var topics = link.topics();
        try {
            subscribe(topics.metadataEventsFor(link.service()), MessageHandler.of(follower::accept));
            if (!baseService.equals(link.service())) {
                subscribe(topics.watcherEventsFor(baseService), MessageHandler.of(follower::accept));
            }
            subscribe(topics.validateDevice(link.service()), validation::handle);
            subscribe(topics.deviceCommandsTo(link.service()), commands::handle);
        } catch (EdgeException e) {
            close();
            throw e;
        }
    }

    private void subscribe(String filter, MessageHandler handler) {
        subscriptions.add(link.bus().subscribe(TopicFilter.of(filter), handler));
    }

    synchronized void close() {
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
    }
}
