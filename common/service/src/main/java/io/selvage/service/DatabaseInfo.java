package io.selvage.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code Database}.
 *
 * @param type {@code sqlite} or {@code postgres}
 * @param path of the SQLite file
 * @param name of the PostgreSQL database
 * @param password never shown by {@code GET /config}
 * @param maxConns read connections
 */
public record DatabaseInfo(
        @DefaultValue("sqlite") String type,
        @DefaultValue("") String path,
        @DefaultValue("localhost") String host,
        @DefaultValue("5432") int port,
        @DefaultValue("edgex_db") String name,
        @DefaultValue("postgres") String username,
        @JsonIgnore @DefaultValue("") String password,
        @DefaultValue("4") int maxConns,
        @DefaultValue("5s") String timeout) {

    /** All but the password. */
    @Override
    public String toString() {
        return type.equals("sqlite") ? "sqlite " + path : type + " " + host + ":" + port + "/" + name;
    }
}
