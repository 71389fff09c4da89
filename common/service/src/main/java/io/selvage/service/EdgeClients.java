package io.selvage.service;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.service.registry.ServiceDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.core.JacksonException;

/**
 * Makes clients of the API interfaces over HTTP. They fail as the service itself would in the same JVM: with the {@link
 * EdgeException} that the answer stands for, or COMMUNICATION_ERROR where there is none.
 */
public final class EdgeClients {

    private final EdgeConfig config;
    private final @Nullable ServiceDirectory directory;
    private final Duration timeout;
    private volatile @Nullable HttpClient http;

    EdgeClients(EdgeConfig config, ServiceInfo service, @Nullable ServiceDirectory directory) {
        this.config = config;
        this.directory = directory;
        this.timeout = service.timeout();
    }

    /** A client of the service that the registry names, or {@code Clients.<serviceKey>}. */
    public <T> T client(Class<T> api, String serviceKey) {
        var configured =
                config.section("Clients." + serviceKey, ClientInfo.class).url();
        if (directory == null) {
            return clientAt(api, configured);
        }
        var address = new PeerAddress(serviceKey, directory, URI.create(configured));
        return clientAt(api, configured, address::exchange);
    }

    /** A client of the service at the URL. */
    public <T> T clientAt(Class<T> api, String baseUrl) {
        return clientAt(api, baseUrl, EdgeClients::exchange);
    }

    private <T> T clientAt(Class<T> api, String baseUrl, ClientHttpRequestInterceptor exchange) {
        var requests = new JdkClientHttpRequestFactory(http());
        requests.setReadTimeout(timeout);
        var rest = RestClient.builder()
                .baseUrl(baseUrl)
                .requestFactory(requests)
                .requestInterceptor(exchange)
                .configureMessageConverters(converters -> converters
                        .disableDefaults()
                        .addCustomConverter(uploads())
                        .addCustomConverter(new CborAnswers())
                        .addCustomConverter(new EdgeJsonConverter()))
                .defaultStatusHandler(status -> status.isError(), (_, response) -> {
                    throw failureOf(response);
                })
                .build();
        return HttpServiceProxyFactory.builderFor(new ReadableAnswers(RestClientAdapter.create(rest), baseUrl))
                .build()
                .createClient(api);
    }

    private static FormHttpMessageConverter uploads() {
        var uploads = new FormHttpMessageConverter();
        uploads.setPartConverters(List.of(new ResourceHttpMessageConverter()));
        return uploads;
    }

    static ClientHttpResponse exchange(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
        var correlationId = CorrelationId.current();
        if (!correlationId.isEmpty()) {
            request.getHeaders().set(CorrelationId.HEADER, correlationId);
        }
        try {
            return execution.execute(request, body);
        } catch (IOException e) {
            throw new EdgeException(
                    ErrorKind.COMMUNICATION_ERROR, request.getMethod() + " " + request.getURI() + " failed: " + e, e);
        }
    }

    private static EdgeException failureOf(ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode().value();
        var body = response.getBody().readAllBytes();
        var message = "status " + status;
        try {
            var answer = EdgeJson.mapper().readValue(body, BaseResponse.class);
            message = answer.message() == null ? message : answer.message();
        } catch (JacksonException e) {
            message = message + " without a readable answer: " + e.getOriginalMessage();
        }
        return new EdgeException(ErrorKind.ofStatus(status), message);
    }

    private HttpClient http() {
        var known = http;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(timeout)
                    .build();
            http = known;
        }
        return known;
    }
}
