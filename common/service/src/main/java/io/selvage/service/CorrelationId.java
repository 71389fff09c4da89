package io.selvage.service;

import org.slf4j.MDC;

/** The id that ties together what one request caused. It is in the log context while the request is served. */
public final class CorrelationId {

    /** The header that carries it. */
    public static final String HEADER = "X-Correlation-ID";

    private CorrelationId() {}

    /** The id of the request that this thread serves; empty outside of a request. */
    public static String current() {
        var id = MDC.get(HEADER);
        return id == null ? "" : id;
    }
}
