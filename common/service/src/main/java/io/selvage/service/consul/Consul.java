package io.selvage.service.consul;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.service.registry.ConfigSource;
import io.selvage.service.registry.ServiceDirectory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.cloud.consul.ConsulAutoConfiguration;
import org.springframework.cloud.consul.ConsulClient;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode;

/** One Consul agent. */
public final class Consul {

    /** How long Consul holds a question for changes back while there are none. */
    static final Duration HELD = Duration.ofSeconds(30);

    /** Consul adds a sixteenth to it, and the answer takes its time. */
    private static final Duration HELD_AT_MOST = HELD.multipliedBy(2);

    private static final String TOKEN = "X-Consul-Token";
    private static final int NOT_FOUND = 404;
    private static final int SHOWN_BYTES = 200;

    private final String url;
    private final Supplier<String> token;
    private final HttpClient http;
    private final Duration timeout;

    /**
     * @param url such as {@code http://localhost:8500}
     * @param token asked for at each request; empty for none
     * @param timeout of a request
     */
    public Consul(String url, Supplier<String> token, Duration timeout) {
        this.url = url;
        this.token = token;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** Its key-value store. */
    public ConfigSource source() {
        return new ConsulSource(name(), client(timeout), client(HELD_AT_MOST));
    }

    /** Its services. */
    public ServiceDirectory directory() {
        var registry = new ConsulRegistry(client(timeout));
        return new ServiceDirectory(name(), registry, registry, true, false);
    }

    /** What the request gives; fails with {@link EdgeException}, also where the answer breaks off or is not readable. */
    static <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (RestClientException e) {
            throw new EdgeException(
                    ErrorKind.COMMUNICATION_ERROR, "the answer of Consul is not readable: " + e.getMessage(), e);
        }
    }

    private String name() {
        return "Consul at " + url;
    }

    private ConsulClient client(Duration readTimeout) {
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(readTimeout);
        var uris = new DefaultUriBuilderFactory(url);
        uris.setEncodingMode(EncodingMode.URI_COMPONENT); // a slash in a key is a level of it
        var rest = RestClient.builder()
                .uriBuilderFactory(uris)
                .requestFactory(requests)
                .requestInterceptor(this::exchange)
                .defaultStatusHandler(status -> status.value() == NOT_FOUND, (_, _) -> {
                    // no such key: an answer without a body
                })
                .defaultStatusHandler(status -> status.isError(), (_, response) -> {
                    throw failureOf(response);
                })
                .build();
        return ConsulAutoConfiguration.createNewConsulClient(RestClientAdapter.create(rest));
    }

    private ClientHttpResponse exchange(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
        var secret = token.get();
        if (!secret.isEmpty()) {
            request.getHeaders().set(TOKEN, secret);
        }
        try {
            return execution.execute(request, body);
        } catch (IOException e) {
            throw new EdgeException(
                    ErrorKind.COMMUNICATION_ERROR, request.getMethod() + " " + request.getURI() + " failed: " + e, e);
        }
    }

    private EdgeException failureOf(ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode().value();
        var said = new String(response.getBody().readNBytes(SHOWN_BYTES), StandardCharsets.UTF_8).strip();
        var hint = status == 403 ? " (the key 'token' of the secret 'consul' is what is shown to it)" : "";
        return new EdgeException(ErrorKind.COMMUNICATION_ERROR, name() + " answers " + status + ": " + said + hint);
    }
}
