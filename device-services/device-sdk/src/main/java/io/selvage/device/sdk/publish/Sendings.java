package io.selvage.device.sdk.publish;

import io.selvage.bus.EncodedPayload;
import io.selvage.bus.Envelope;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.service.telemetry.Counter;
import io.selvage.service.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the bus has acknowledged, and what was too large for it. */
final class Sendings {

    private static final Logger LOG = LoggerFactory.getLogger(Sendings.class);

    private static final int LARGE = 1 << 20;

    private final Counter events;
    private final Counter readings;
    private final Counter refused;

    Sendings(Metrics metrics) {
        this.events = metrics.counter("EventsSent");
        this.readings = metrics.counter("ReadingsSent");
        this.refused = metrics.counter("EventsRefused");
    }

    /** One more event that the bus takes in no case. */
    void countRefused() {
        refused.add(1);
    }

    /** One more event; one from the spool is read for its readings, but a large one counts as one: a photo, mostly. */
    void count(Envelope event) {
        events.add(1);
        if (event.payload() instanceof EncodedPayload encoded && encoded.length() > LARGE) {
            readings.add(1);
            return;
        }
        try {
            readings.add(
                    event.payloadAs(AddEventRequest.class).event().readings().size());
        } catch (EdgeException e) {
            LOG.debug("the readings of an event are not counted: {}", e.text());
        }
    }
}
