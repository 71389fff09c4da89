package io.selvage.service;

/** The configuration that a service runs with, as {@code GET /config} shows it: a record of EdgeX's sections. */
public interface RunningConfig {

    /** The section {@code Service}. */
    ServiceInfo service();
}
