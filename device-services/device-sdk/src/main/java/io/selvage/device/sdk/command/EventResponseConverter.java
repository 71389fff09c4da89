package io.selvage.device.sdk.command;

import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.json.EdgeJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Answers events with bytes as CBOR and all others as JSON, whatever the client accepts: so does EdgeX. */
final class EventResponseConverter implements HttpMessageConverter<EventResponse> {

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return type == EventResponse.class;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_CBOR);
    }

    @Override
    public EventResponse read(Class<? extends EventResponse> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("event answers are only written here", message);
    }

    @Override
    public void write(EventResponse answer, @Nullable MediaType contentType, HttpOutputMessage message)
            throws IOException {
        var binary = answer.event().hasBinary();
        message.getHeaders().setContentType(binary ? MediaType.APPLICATION_CBOR : MediaType.APPLICATION_JSON);
        var mapper = binary ? EdgeJson.cbor() : EdgeJson.mapper();
        var body = mapper.writeValueAsBytes(answer);
        message.getHeaders().setContentLength(body.length);
        message.getBody().write(body);
    }
}
