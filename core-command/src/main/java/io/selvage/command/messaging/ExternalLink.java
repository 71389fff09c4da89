package io.selvage.command.messaging;

import io.selvage.command.CommandConfig;
import io.selvage.service.Buses;
import io.selvage.service.secret.SecretStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the broker outside, where {@code ExternalMQTT.Enabled} asks for it. */
final class ExternalLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalLink.class);
    private static final int DEFAULT_PLACES = 32;

    private final CommandConfig config;
    private final SecretStore secrets;
    private final Replies replies;
    private @Nullable ExternalRequests requests;

    ExternalLink(CommandConfig config, SecretStore secrets, Replies replies) {
        this.config = config;
        this.secrets = secrets;
        this.replies = replies;
    }

    /** Connects, now or when the broker is there; fails where the section makes no sense. */
    void start() {
        var info = config.externalMQTT();
        if (!info.enabled()) {
            return;
        }
        var filters = ExternalRequests.Filters.of(info.topics());
        var settings = ExternalBroker.settings(info, secrets);
        var places = config.externalCommand().maxConcurrentRequests();
        LOG.info("commands are also taken from {}", settings);
        requests = new ExternalRequests(
                Buses.connect(settings), info.topics(), filters, replies, places > 0 ? places : DEFAULT_PLACES);
        requests.start();
    }

    @Override
    public void close() {
        if (requests != null) {
            requests.close();
        }
    }
}
