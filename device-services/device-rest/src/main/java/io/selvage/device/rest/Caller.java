package io.selvage.device.rest;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.value.ValueFit;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests to devices. */
final class Caller implements AutoCloseable {

    private static final int MOST_SHOWN = 200;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .executor(threads)
            .build();

    /**
     * The content of a good answer; COMMUNICATION_ERROR where there is none in that time.
     *
     * @param request one without a time-out, which would end with the head of the answer, and now and then be told instead
     */
    Content call(HttpRequest request, Duration timeout) {
        var what = request.method() + " " + request.uri();
        var answered =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ValueFit.MAX_BINARY_BYTES));
        try {
            var answer = answered.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() > 299) {
                throw failed(what + " was answered with status " + answer.statusCode() + shown(answer));
            }
            return new Content(answer.headers().firstValue("Content-Type").orElse(""), answer.body());
        } catch (TimeoutException e) {
            throw failed(what + " was not answered within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failed(what + " failed: " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(what + " was interrupted");
        } finally {
            answered.cancel(true);
        }
    }

    private static String shown(HttpResponse<byte[]> answer) {
        var body = answer.body();
        var text = new String(body, 0, Math.min(body.length, MOST_SHOWN), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String reason(ExecutionException failed) {
        var failure = failed.getCause() == null ? failed : failed.getCause();
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static EdgeException failed(String message) {
        return new EdgeException(ErrorKind.COMMUNICATION_ERROR, message);
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
