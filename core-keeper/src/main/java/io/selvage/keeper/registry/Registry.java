package io.selvage.keeper.registry;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.registry.Registration;
import io.selvage.store.Database;
import io.selvage.store.Session;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The registrations of services. Health checks run for all that have not stopped in order. */
@Component
public class Registry {

    private static final int MOST = 10_000;

    private final Database database;
    private final HealthChecks checks;
    private final Clock clock;

    Registry(Database database, HealthChecks checks, Clock clock) {
        this.database = database;
        this.checks = checks;
        this.clock = clock;
        checks.reportTo(this::setStatus, () -> all(false));
    }

    /** Adds it; DUPLICATE_NAME where its service id is there, LIMIT_EXCEEDED where there are 10,000 others. */
    public void add(Registration registration) {
        var now = clock.millis();
        var added = registration.at(now, now);
        database.write(session -> {
            if (session.number("SELECT count(*) FROM registration") >= MOST) {
                throw new EdgeException(ErrorKind.LIMIT_EXCEEDED, "there are " + MOST + " registrations already");
            }
            if (session.update(
                            "INSERT INTO registration (service_id, document) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            added.serviceId(),
                            json(added))
                    == 0) {
                throw new EdgeException(
                        ErrorKind.DUPLICATE_NAME,
                        "registry with service id '" + added.serviceId() + "' already exists");
            }
            return true;
        });
        checks.watch(added);
    }

    /** Puts it in the place of the one with its service id; ENTITY_DOES_NOT_EXIST where there is none. */
    public void update(Registration registration) {
        var updated = database.write(session -> {
            var known = find(session, registration.serviceId()).orElseThrow(() -> unknown(registration.serviceId()));
            var replaced = registration.at(known.created(), clock.millis());
            save(session, replaced);
            return replaced;
        });
        checks.watch(updated);
    }

    /** All that have not stopped in order, and those too where {@code halted}. */
    public List<Registration> all(boolean halted) {
        return database
                .read(session -> session.list(
                        "SELECT document FROM registration ORDER BY seq LIMIT " + MOST,
                        row -> parsed(row.getString(1))))
                .stream()
                .filter(registration -> halted || registration.active())
                .toList();
    }

    /** The one of the service; ENTITY_DOES_NOT_EXIST where there is none. */
    public Registration get(String serviceId) {
        return database.read(session -> find(session, serviceId))
                .orElseThrow(() -> new EdgeException(
                        ErrorKind.ENTITY_DOES_NOT_EXIST, "registration not found by serviceId '" + serviceId + "'"));
    }

    /** Forgets the service; ENTITY_DOES_NOT_EXIST where it is not there. */
    public void delete(String serviceId) {
        database.write(session -> {
            if (session.update("DELETE FROM registration WHERE service_id = ?", serviceId) == 0) {
                throw unknown(serviceId);
            }
            return true;
        });
        checks.forget(serviceId);
    }

    /** Notes what a check found; nothing where the service was deregistered or has been replaced meanwhile. */
    private void setStatus(Registration checked, String status) {
        database.write(session -> {
            find(session, checked.serviceId())
                    .filter(known -> known.active() && known.healthUrl().equals(checked.healthUrl()))
                    .filter(known -> !known.status().equals(status))
                    .ifPresent(known -> save(session, known.withStatus(status, clock.millis())));
            return true;
        });
    }

    private static Optional<Registration> find(Session session, String serviceId) {
        return session.first(
                "SELECT document FROM registration WHERE service_id = ?", row -> parsed(row.getString(1)), serviceId);
    }

    private static void save(Session session, Registration registration) {
        session.update(
                "UPDATE registration SET document = ? WHERE service_id = ?",
                json(registration),
                registration.serviceId());
    }

    private static EdgeException unknown(String serviceId) {
        return new EdgeException(
                ErrorKind.ENTITY_DOES_NOT_EXIST, "service id '" + serviceId + "' not found from registry table");
    }

    private static Registration parsed(String json) {
        return EdgeJson.mapper().readValue(json, Registration.class);
    }

    private static String json(Registration registration) {
        return EdgeJson.mapper().writeValueAsString(registration);
    }
}
