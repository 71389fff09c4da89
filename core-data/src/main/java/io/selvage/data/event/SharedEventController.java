package io.selvage.data.event;

import io.selvage.bus.Envelope;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.Message;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.SharedEventApi;
import io.selvage.contracts.event.SharedEvents;
import io.selvage.data.DataConfig;
import io.selvage.service.ServiceInfo;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SharedEventController implements SharedEventApi {

    /** Events that may be under way at once; more are refused, and their sender keeps them. */
    private static final int MOST = 8192;

    private final EventIntake intake;
    private final ServiceInfo service;
    private final boolean shares;
    private final Semaphore room = new Semaphore(MOST);

    SharedEventController(EventIntake intake, ServiceInfo service, DataConfig config) {
        this.intake = intake;
        this.service = service;
        this.shares = !config.sharing().session().isBlank();
    }

    @Override
    public BaseResponse store(SharedEvents events) {
        if (!shares) {
            throw new EdgeException(
                    ErrorKind.NOT_ALLOWED,
                    "this core-data shares its events with no other: Sharing.Session is not set");
        }
        var count = events.entries().size();
        if (!room.tryAcquire(count)) {
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE,
                    MOST + " shared events wait for the disk, " + count + " more do not fit");
        }
        var stored = new ArrayList<CompletableFuture<?>>(count);
        try {
            for (var entry : events.entries()) {
                var topic = Required.text(entry.topic(), "topic");
                stored.add(intake.handle(new Message(topic, envelope(entry).receivedOn(topic)))
                        .toCompletableFuture());
            }
        } finally {
            room.release(count - stored.size());
            for (var one : stored) {
                var _ = one.whenComplete((_, _) -> room.release());
            }
        }
        try {
            CompletableFuture.allOf(stored.toArray(CompletableFuture<?>[]::new))
                    .get(service.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw EdgeException.of(e, ErrorKind.DATABASE_ERROR);
        } catch (TimeoutException e) {
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE, "not all stored within " + service.requestTimeout(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted before all were stored", e);
        }
        return BaseResponse.of(null, 200);
    }

    private static Envelope envelope(SharedEvents.Entry entry) {
        byte[] message;
        try {
            message = Base64.getDecoder().decode(Required.text(entry.message(), "message"));
        } catch (IllegalArgumentException e) {
            throw new EdgeException(ErrorKind.CONTRACT_INVALID, "a message must be in base64", e);
        }
        try {
            return EnvelopeCodec.V4.decode(message);
        } catch (EdgeException e) {
            return Envelope.unreadable(message, e.text());
        }
    }
}
