package io.selvage.service;

import org.springframework.boot.context.properties.bind.DefaultValue;

/** One entry of the section {@code Clients}: where another service is. */
public record ClientInfo(
        @DefaultValue("http") String protocol,
        @DefaultValue("localhost") String host,
        int port) {

    /** The URL before the routes of the service. */
    public String url() {
        return protocol + "://" + host + ":" + port;
    }
}
