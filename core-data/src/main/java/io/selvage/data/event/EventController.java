package io.selvage.data.event;

import io.selvage.bus.Envelope;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.CountResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.EventApi;
import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.event.MultiEventsResponse;
import io.selvage.data.archive.Selection;
import io.selvage.data.query.NumericForm;
import io.selvage.data.query.Times;
import io.selvage.service.ServiceInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EventController implements EventApi {

    private final Events events;
    private final EventPublisher publisher;
    private final ServiceInfo service;
    private final HttpServletRequest http;

    EventController(Events events, EventPublisher publisher, ServiceInfo service, HttpServletRequest http) {
        this.events = events;
        this.publisher = publisher;
        this.service = service;
        this.http = http;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public BaseWithIdResponse add(
            String serviceName, String profileName, String deviceName, String sourceName, AddEventRequest request) {
        Required.text(serviceName, "serviceName");
        request.validate();
        var event = request.event();
        new EventNames(profileName, deviceName, sourceName).check(event);
        store(event);
        publisher.publish(
                serviceName,
                request,
                Envelope.CBOR.equalsIgnoreCase(http.getContentType()) ? Envelope.CBOR : Envelope.JSON);
        return BaseWithIdResponse.created(request.requestId(), event.id());
    }

    private void store(Event event) {
        try {
            events.add(event).get(service.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw EdgeException.of(e, ErrorKind.DATABASE_ERROR);
        } catch (TimeoutException e) {
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE,
                    "not stored within " + service.requestTimeout() + ", maybe later",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted before it was stored", e);
        }
    }

    @Override
    public MultiEventsResponse all(Map<String, String> query) {
        return events.list(Selection.all(), query);
    }

    @Override
    public EventResponse byId(String id) {
        return EventResponse.of(NumericForm.of(events.get(id))); // unlike lists, EdgeX answers numbers here unasked
    }

    @Override
    public MultiEventsResponse byDevice(String name, Map<String, String> query) {
        return events.list(ofDevice(name), query);
    }

    @Override
    public MultiEventsResponse byTime(String start, String end, Map<String, String> query) {
        return events.list(Times.between(Selection.all(), start, end), query);
    }

    @Override
    public CountResponse count() {
        return CountResponse.of(events.count(Selection.all()));
    }

    @Override
    public CountResponse countByDevice(String name) {
        return CountResponse.of(events.count(ofDevice(name)));
    }

    @Override
    public BaseResponse deleteById(String id) {
        events.delete(id);
        return BaseResponse.of(null, 200);
    }

    @Override
    @ResponseStatus(HttpStatus.ACCEPTED)
    public BaseResponse deleteByDevice(String name) {
        events.deleteOfDevice(name);
        return BaseResponse.of(null, 202);
    }

    @Override
    @ResponseStatus(HttpStatus.ACCEPTED)
    public BaseResponse deleteByAge(String age) {
        events.deleteOlderThan(Times.nanos("age", age));
        return BaseResponse.of(null, 202);
    }

    private static Selection ofDevice(String name) {
        return Selection.all().ofDevice(Required.text(name, "deviceName"));
    }
}
