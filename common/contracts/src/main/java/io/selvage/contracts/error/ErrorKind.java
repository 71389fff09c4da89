package io.selvage.contracts.error;

import java.util.Arrays;

/** EdgeX's kinds of failure with the HTTP status that each is answered with. */
public enum ErrorKind {
    CONTRACT_INVALID(400),
    INVALID_ID(400),
    UNAUTHORIZED(401),
    IO_ERROR(403),
    FORBIDDEN(403),
    ENTITY_DOES_NOT_EXIST(404),
    NOT_ALLOWED(405),
    STATUS_CONFLICT(409),
    DUPLICATE_NAME(409),
    LIMIT_EXCEEDED(413),
    RANGE_NOT_SATISFIABLE(416),
    SERVICE_LOCKED(423),
    SERVER_ERROR(500),
    DATABASE_ERROR(500),
    OVERFLOW_ERROR(500),
    NAN_ERROR(500),
    UNKNOWN(500),
    NOT_IMPLEMENTED(501),
    COMMUNICATION_ERROR(502),
    SERVICE_UNAVAILABLE(503);

    private final int statusCode;

    ErrorKind(int statusCode) {
        this.statusCode = statusCode;
    }

    /** The HTTP status of this kind. */
    public int statusCode() {
        return statusCode;
    }

    /** The kind that a peer's HTTP status stands for; {@link #UNKNOWN} where EdgeX maps none. */
    public static ErrorKind ofStatus(int statusCode) {
        return switch (statusCode) {
            case 409 -> STATUS_CONFLICT;
            case 403 -> FORBIDDEN;
            default ->
                Arrays.stream(values())
                        .filter(kind -> kind.statusCode == statusCode)
                        .findFirst()
                        .orElse(UNKNOWN);
        };
    }
}
