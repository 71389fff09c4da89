package io.selvage.device.modbus;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps callers away from what does not answer: after so many failures in a row all are refused at once, and one at a
 * time may try again, first after {@link #FIRST_WAIT}, then after twice that, up to {@link #LONGEST_WAIT}. The bounds
 * leave room in 5 seconds for a connect after the other side's return.
 */
final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final CircuitBreaker breaker;
    private volatile String lastFailure = "";
    private volatile boolean failing;

    Guard(String name, int failuresInARow) {
        breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                failuresInARow, failuresInARow, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(FIRST_WAIT, 2, LONGEST_WAIT))
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> log(event.getStateTransition()));
    }

    /** Takes a permission, which one of the next three calls gives back; SERVICE_UNAVAILABLE where there is none. */
    void enter() {
        if (!breaker.tryAcquirePermission()) {
            throw unavailable();
        }
    }

    void succeeded() {
        failing = false;
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void failed(Exception cause) {
        failing = true;
        lastFailure = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        breaker.onError(0, TimeUnit.NANOSECONDS, cause);
    }

    /** Gives the permission back when nothing was tried. */
    void left() {
        breaker.releasePermission();
    }

    /** Whether the last that was tried failed. */
    boolean hasFailed() {
        return failing;
    }

    boolean isOpen() {
        return breaker.getState() == State.OPEN;
    }

    EdgeException unavailable() {
        return new EdgeException(
                ErrorKind.SERVICE_UNAVAILABLE,
                breaker.getName() + " does not answer, tried again soon: " + lastFailure);
    }

    private void log(StateTransition transition) {
        switch (transition) {
            case CLOSED_TO_OPEN -> LOG.warn("{} does not answer: {}", breaker.getName(), lastFailure);
            case HALF_OPEN_TO_CLOSED -> LOG.info("{} answers again", breaker.getName());
            default -> LOG.debug("{}: {}", breaker.getName(), transition);
        }
    }
}
