package io.selvage.contracts.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.value.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is and how to see whether it answers.
 *
 * @param created epoch milliseconds
 * @param modified epoch milliseconds
 * @param status {@code UP}, {@code DOWN}, {@code UNKNOWN} or {@code HALT}; any other word becomes {@code UNKNOWN}
 * @param healthCheck on the wire with a capital H; read in any case
 */
public record Registration(
        @JsonInclude(Include.NON_DEFAULT) long created,
        @JsonInclude(Include.NON_DEFAULT) long modified,
        String serviceId,
        String status,
        String host,
        int port,
        @JsonProperty("HealthCheck") HealthCheck healthCheck) {

    public static final String UP = "UP";
    public static final String DOWN = "DOWN";
    public static final String UNKNOWN = "UNKNOWN";

    /** The status of a service that has stopped in order: it is not looked after. */
    public static final String HALT = "HALT";

    private static final Set<String> STATUSES = Set.of(UP, DOWN, UNKNOWN, HALT);

    public Registration {
        Required.text(serviceId, "AddRegistrationRequest.Registration.ServiceId");
        Required.text(host, "AddRegistrationRequest.Registration.Host");
        if (port == 0) {
            throw Required.invalid("AddRegistrationRequest.Registration.Port field is required");
        }
        healthCheck = healthCheck == null ? new HealthCheck("", "", "") : healthCheck;
        healthCheck.validate();
        status = status != null && STATUSES.contains(status) ? status : UNKNOWN;
    }

    /**
     * How to see whether a service answers: GET of {@code TYPE://HOST:PORT/PATH}.
     *
     * @param interval Go duration between two checks
     * @param type {@code http} or {@code https}
     */
    public record HealthCheck(String interval, String path, String type) {

        public HealthCheck {
            interval = interval == null ? "" : interval;
            path = path == null ? "" : path;
            type = type == null ? "" : type;
        }

        /** {@code interval} as a duration. */
        public Duration every() {
            return GoDuration.parse(interval);
        }

        void validate() {
            var missing = new ArrayList<String>();
            addIfBlank(missing, interval, "Interval");
            addIfBlank(missing, path, "Path");
            addIfBlank(missing, type, "Type");
            if (!missing.isEmpty()) {
                throw Required.invalid(String.join("; ", missing));
            }
            if (every().isNegative() || every().isZero()) {
                throw Required.invalid(
                        "AddRegistrationRequest.Registration.HealthCheck.Interval must be above 0, not " + interval);
            }
        }

        private static void addIfBlank(List<String> missing, String text, String field) {
            if (text.isBlank()) {
                missing.add("AddRegistrationRequest.Registration.HealthCheck." + field + " field is required");
            }
        }
    }

    /** This registration with another status, changed at the given time. */
    public Registration withStatus(String newStatus, long now) {
        return new Registration(created, now, serviceId, newStatus, host, port, healthCheck);
    }

    /** This registration as written at the given times. */
    public Registration at(long createdAt, long modifiedAt) {
        return new Registration(createdAt, modifiedAt, serviceId, status, host, port, healthCheck);
    }

    /** Where its health is asked for. */
    public String healthUrl() {
        return healthCheck.type() + "://" + host + ":" + port + healthCheck.path();
    }

    /** Whether it is to be looked after. */
    public boolean active() {
        return !status.equals(HALT);
    }

    /** A registration of a service that is about to be checked. */
    public static Registration of(String serviceId, String host, int port, @Nullable String interval) {
        return new Registration(
                0,
                0,
                serviceId,
                UNKNOWN,
                host,
                port,
                new HealthCheck(interval == null ? "10s" : interval, "/api/v3/ping", "http"));
    }
}
