package io.selvage.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.selvage.store.DatabaseLocation.Login;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.DatabaseLocation.SqliteFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code Database} of a service's configuration, with EdgeX's defaults for keys that are absent.
 *
 * @param type {@code sqlite} or {@code postgres}
 * @param path of the SQLite file
 * @param name of the PostgreSQL database
 * @param password never shown by {@code GET /config}
 */
public record DatabaseInfo(
        String type,
        String path,
        String host,
        int port,
        String name,
        String username,
        @JsonIgnore String password) {

    private static final String STANDARD_USER = "postgres";
    private static final int POSTGRES_PORT = 5432;

    public DatabaseInfo {
        type = or(type, "sqlite");
        path = or(path, "");
        host = or(host, "localhost");
        port = port == 0 ? POSTGRES_PORT : port;
        name = or(name, "edgex_db");
        username = or(username, STANDARD_USER);
        password = or(password, "");
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    /**
     * Where a service has its tables.
     *
     * @param schema of the service in a database that services share; a file is its own
     * @param secrets by their names: that of the type has the user where this section names none and has no password
     */
    public DatabaseLocation location(String schema, Function<String, Optional<Map<String, String>>> secrets) {
        return switch (type) {
            case "sqlite" -> new SqliteFile(Path.of(path));
            case "postgres" -> new PostgresSchema(host, port, name, () -> login(secrets), schema);
            default -> throw new IllegalStateException("Database.Type '" + type + "' is neither sqlite nor postgres");
        };
    }

    /** Anew for each connection, since a secret may come late and change. */
    private Login login(Function<String, Optional<Map<String, String>>> secrets) {
        var secret = isUserOpen() ? secrets.apply(type).orElse(Map.of()) : Map.<String, String>of();
        return new Login(secret.getOrDefault("username", username), secret.getOrDefault("password", password));
    }

    private boolean isUserOpen() {
        return password.isEmpty() && username.equals(STANDARD_USER);
    }

    /** All but the password. */
    @Override
    public String toString() {
        return type.equals("sqlite") ? "sqlite " + path : type + " " + host + ":" + port + "/" + name;
    }
}
