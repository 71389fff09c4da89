package io.selvage.service;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * JSON as EdgeX's services take and give it: a request body is JSON whatever its Content-Type says or whether it has
 * one, and an answer is exactly {@code application/json}.
 */
final class EdgeJsonConverter extends JacksonJsonHttpMessageConverter {

    EdgeJsonConverter() {
        super(EdgeJson.mapper());
        setSupportedMediaTypes(List.of(MediaType.APPLICATION_JSON));
    }

    @Override
    protected boolean canRead(@Nullable MediaType mediaType) {
        return true;
    }

    @Override
    protected boolean canWrite(@Nullable MediaType mediaType) {
        return true;
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        var body = super.read(type, message, hints);
        if (body instanceof List<?> items && items.contains(null)) {
            throw refused("an item of a batch must not be null", message);
        }
        if (body != null) {
            return body;
        }
        if (List.class.isAssignableFrom(type.toClass())) {
            return List.of(); // Go services send the JSON null for an empty batch
        }
        throw refused("the body must not be null", message);
    }

    private static HttpMessageNotReadableException refused(String reason, HttpInputMessage message) {
        return new HttpMessageNotReadableException(
                reason, new EdgeException(ErrorKind.CONTRACT_INVALID, reason), message);
    }

    @Override
    protected void addDefaultHeaders(HttpHeaders headers, Object body, @Nullable MediaType contentType)
            throws IOException {
        super.addDefaultHeaders(headers, body, MediaType.APPLICATION_JSON);
        headers.setContentType(MediaType.APPLICATION_JSON);
    }
}
