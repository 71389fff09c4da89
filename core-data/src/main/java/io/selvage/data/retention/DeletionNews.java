package io.selvage.data.retention;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.systemevent.SystemEvent;
import io.selvage.contracts.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells on {@code edgex/system-events/core-data/event/delete/core-data} that events were deleted. */
@Component
final class DeletionNews {

    private static final Logger LOG = LoggerFactory.getLogger(DeletionNews.class);
    private static final String SERVICE = "core-data";

    private final MessageBus bus;
    private final Topics topics;
    private final Clock clock;

    DeletionNews(MessageBus bus, Topics topics, Clock clock) {
        this.bus = bus;
        this.topics = topics;
        this.clock = clock;
    }

    void tell(Map<String, ?> details) {
        var now = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        var event = new SystemEvent(ApiVersion.V3, "event", "delete", SERVICE, SERVICE, null, details, now);
        var _ = bus.send(topics.systemEvent(SERVICE, "event", "delete", SERVICE), Envelope.of("", event, Envelope.JSON))
                .exceptionally(failure -> {
                    LOG.warn("nobody was told that events were deleted: {}", failure.toString());
                    return null;
                });
    }
}
