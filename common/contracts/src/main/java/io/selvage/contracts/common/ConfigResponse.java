package io.selvage.contracts.common;

/** The answer of {@code GET /config}: the running configuration with EdgeX's keys (Writable, Service, ...). */
public record ConfigResponse(String apiVersion, Object config, String serviceName) {}
