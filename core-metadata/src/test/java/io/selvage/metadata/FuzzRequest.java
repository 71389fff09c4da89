package io.selvage.metadata;

import java.nio.charset.StandardCharsets;

/**
 * A request as it goes over the wire, right or wrong.
 *
 * @param target path and query, escaped or not
 */
record FuzzRequest(String method, String target, String contentType, String body) {

    /** Request line, head and body; the length is right, so that the connection stays in step. */
    byte[] bytes() {
        var utf8 = body.getBytes(StandardCharsets.UTF_8);
        var head = (method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + utf8.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var all = new byte[head.length + utf8.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(utf8, 0, all, head.length, utf8.length);
        return all;
    }

    FuzzRequest withTarget(String other) {
        return new FuzzRequest(method, other, contentType, body);
    }

    FuzzRequest withBody(String other) {
        return new FuzzRequest(method, target, contentType, other);
    }

    FuzzRequest withMethod(String other) {
        return new FuzzRequest(other, target, contentType, body);
    }

    FuzzRequest withContentType(String other) {
        return new FuzzRequest(method, target, other, body);
    }
}
