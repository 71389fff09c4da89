package io.selvage.device.sdk.discovery;

import io.selvage.bus.Envelope;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.systemevent.Progress;
import io.selvage.contracts.systemevent.SystemEvent;
import io.selvage.device.sdk.publish.BusLink;
import io.selvage.device.sdk.publish.Origins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells on the bus how far a search or a scan is, without waiting for the bus. */
final class ProgressEvents {

    static final String DISCOVERY = "discovery";
    static final String PROFILE_SCAN = "profilescan";

    private static final Logger LOG = LoggerFactory.getLogger(ProgressEvents.class);

    private final BusLink link;
    private final Origins origins;

    ProgressEvents(BusLink link, Origins origins) {
        this.link = link;
        this.origins = origins;
    }

    void tell(String action, Progress progress) {
        var service = link.service();
        var topic = link.topics().systemEvent(service, "device", action, service);
        var event = SystemEvent.ofDeviceService(service, action, progress, origins.next());
        try {
            var _ = link.bus()
                    .send(topic, Envelope.of(progress.requestId(), event, Envelope.JSON))
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            LOG.warn(
                                    "the progress of {} {} was not told: {}",
                                    action,
                                    progress.requestId(),
                                    failure.toString());
                        }
                    });
        } catch (EdgeException e) {
            LOG.error("the progress of {} {} could not be told: {}", action, progress.requestId(), e.text());
        }
    }
}
