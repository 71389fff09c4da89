package io.selvage.data.event;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.json.EdgeJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Reads the body of an event, in CBOR where the request says so, else JSON; LIMIT_EXCEEDED where it is too large. */
final class EventBodyReader extends AbstractHttpMessageConverter<AddEventRequest> {

    private static final int NO_LIMIT = Integer.MAX_VALUE - 8;

    /** Bytes from which a body is not also kept as it came. */
    private static final int LARGE = 64 * 1024;

    private final int maxBytes;

    EventBodyReader(long maxKilobytes) {
        super(MediaType.ALL);
        this.maxBytes = maxKilobytes <= 0 ? NO_LIMIT : (int) Math.min(maxKilobytes * 1024, NO_LIMIT);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == AddEventRequest.class;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected AddEventRequest readInternal(Class<? extends AddEventRequest> type, HttpInputMessage message)
            throws IOException {
        var length = message.getHeaders().getContentLength();
        if (length > maxBytes) {
            throw tooLarge();
        }
        if (length > LARGE) {
            return parsed(message, mapper -> mapper.readValue(message.getBody(), AddEventRequest.class));
        }
        var body = message.getBody().readNBytes(maxBytes);
        if (body.length == maxBytes && message.getBody().read() >= 0) {
            throw tooLarge();
        }
        return parsed(message, mapper -> mapper.readValue(body, AddEventRequest.class));
    }

    private interface Parser {
        @Nullable
        AddEventRequest parse(ObjectMapper mapper) throws IOException;
    }

    private static AddEventRequest parsed(HttpInputMessage message, Parser parser) throws IOException {
        var cbor = MediaType.APPLICATION_CBOR.equals(message.getHeaders().getContentType());
        try {
            return Required.value(parser.parse(cbor ? EdgeJson.cbor() : EdgeJson.mapper()), "AddEventRequest");
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("event not readable", e, message);
        }
    }

    private EdgeException tooLarge() {
        return new EdgeException(
                ErrorKind.LIMIT_EXCEEDED, "the event is larger than MaxEventSize: " + maxBytes / 1024 + " KB");
    }

    @Override
    protected void writeInternal(AddEventRequest request, HttpOutputMessage message) {
        throw new UnsupportedOperationException("requests are only read");
    }
}
