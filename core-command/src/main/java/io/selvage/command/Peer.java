package io.selvage.command;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * Another service. Where it cannot be reached several times in a row, callers are told so at once for a moment instead
 * of each finding out. A negative answer does not count, since the service is there; nor does one that is late, since
 * it may be one device alone that is.
 */
final class Peer {

    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);
    private static final int FAILURES_IN_A_ROW = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final String name;
    private final CircuitBreaker breaker;

    Peer(String name) {
        this.name = name;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(FAILURES_IN_A_ROW, FAILURES_IN_A_ROW, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(FIRST_WAIT, 2, LONGEST_WAIT))
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> LOG.debug("{}: {}", name, event.getStateTransition()));
    }

    /**
     * Calls the service.
     *
     * @throws EdgeException of the kind that the service answered with; COMMUNICATION_ERROR where it is away, and
     *     SERVICE_UNAVAILABLE where it is late
     */
    <T extends @Nullable Object> T call(Supplier<T> request) {
        if (!breaker.tryAcquirePermission()) {
            throw new EdgeException(
                    ErrorKind.COMMUNICATION_ERROR, "service " + name + " cannot be reached; it is tried again soon");
        }
        try {
            var answer = request.get();
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            return answer;
        } catch (EdgeException e) {
            if (isAway(e)) {
                breaker.onError(0, TimeUnit.NANOSECONDS, e);
                throw e;
            }
            if (isLate(e)) {
                breaker.releasePermission();
            } else {
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            }
            throw relayed(e);
        } catch (RestClientException e) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            throw unreadable(e);
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private static boolean isAway(EdgeException failure) {
        var cause = failure.getCause();
        return cause instanceof HttpConnectTimeoutException
                || (cause instanceof IOException && !(cause instanceof HttpTimeoutException));
    }

    private static boolean isLate(EdgeException failure) {
        return failure.getCause() instanceof HttpTimeoutException || failure.getCause() instanceof TimeoutException;
    }

    private EdgeException unreadable(RestClientException failure) {
        var reason = EdgeException.of(failure.getMostSpecificCause(), ErrorKind.COMMUNICATION_ERROR);
        return new EdgeException(
                ErrorKind.COMMUNICATION_ERROR,
                "answer of service " + name + " is not readable: " + reason.text(),
                failure);
    }

    private EdgeException relayed(EdgeException failure) {
        if (failure.getCause() instanceof HttpTimeoutException late) {
            return new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE, "service " + name + " did not answer in time", late);
        }
        return new EdgeException(
                failure.kind(),
                "request failed, status code: " + failure.kind().statusCode() + ", err: " + failure.text());
    }
}
