package io.selvage.device.sdk;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A route that a driver adds to those of the service, on the same port: EdgeX's custom route.
 *
 * @param method such as {@code POST}
 * @param path with variables in braces, such as {@code /api/v3/resource/{deviceName}/{resourceName}}; a variable that
 *     ends it takes the rest of a path
 * @param handler called on a virtual thread for each request, several at a time; what it throws is answered as
 *     everywhere: an EdgeException with the status of its kind
 */
public record CustomRoute(String method, String path, Handler handler) {

    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {

        Answer handle(Request request);
    }

    /**
     * A request of the route.
     *
     * @param variables of the path by name, decoded
     * @param contentType as the client sent it, with its parameters; empty where it sent none
     * @param body empty where there is none; what the service has no memory for is refused before
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, and too large to copy
    public record Request(Map<String, String> variables, String contentType, byte[] body) {

        /** The value of a variable that the path of the route names. */
        public String variable(String name) {
            var value = variables.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the route has no variable " + name);
            }
            return value;
        }
    }

    /**
     * What is answered.
     *
     * @param contentType empty for none
     */
    @SuppressWarnings("ArrayRecordComponent") // written once
    public record Answer(int status, String contentType, byte[] body) {

        /** A status alone. */
        public static Answer of(int status) {
            return new Answer(status, "", new byte[0]);
        }

        /** Plain text. */
        public static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
