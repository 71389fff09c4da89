package io.selvage.service;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;

/** Calls of another service, which fail with {@link EdgeException} where its answer breaks off or is not what EdgeX's is. */
final class ReadableAnswers extends HttpExchangeAdapterDecorator {

    private final String url;

    /** @param url of the service, for the message */
    ReadableAnswers(HttpExchangeAdapter calls, String url) {
        super(calls);
        this.url = url;
    }

    private <T extends @Nullable Object> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (RestClientException e) {
            throw new EdgeException(
                    ErrorKind.COMMUNICATION_ERROR,
                    "the answer from " + url + " is not readable: " + NestedExceptionUtils.getMostSpecificCause(e),
                    e);
        }
    }

    @Override
    public void exchange(HttpRequestValues values) {
        ask(() -> {
            super.exchange(values);
            return true;
        });
    }

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues values) {
        return ask(() -> super.exchangeForHeaders(values));
    }

    @Override
    public <T> @Nullable T exchangeForBody(HttpRequestValues values, ParameterizedTypeReference<T> type) {
        return ask(() -> super.exchangeForBody(values, type));
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues values) {
        return ask(() -> super.exchangeForBodilessEntity(values));
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues values, ParameterizedTypeReference<T> type) {
        return ask(() -> super.exchangeForEntity(values, type));
    }
}
