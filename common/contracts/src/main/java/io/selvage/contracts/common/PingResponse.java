package io.selvage.contracts.common;

/** The answer of {@code GET /ping}; the timestamp is in the form {@code Tue Aug  4 09:05:06 UTC 2026}. */
public record PingResponse(String apiVersion, String timestamp, String serviceName) {}
