package io.selvage.service;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.EdgeJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Gives every request its correlation id, refuses bodies above {@code Service.MaxRequestSize} or for which there is no
 * memory, and hides the Content-Type, which EdgeX looks at for CBOR and multipart bodies only.
 */
final class RequestFilter extends HttpFilter {

    /** Tomcat passes over what stands behind a semicolon, where Spring fails on it. */
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final long maxBytes;
    private final String limit;
    private final BodyBudget bodies;

    RequestFilter(ServiceInfo service, BodyBudget bodies) {
        var configured = service.maxRequestSize() * 1024;
        var isConfigured = configured > 0 && configured <= bodies.most();
        this.maxBytes = isConfigured ? configured : bodies.most();
        this.limit = isConfigured ? "Service.MaxRequestSize" : "what the memory of the process allows";
        this.bodies = bodies;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var given = request.getHeader(CorrelationId.HEADER);
        var id = given == null || given.isEmpty() ? UUID.randomUUID().toString() : given;
        response.setHeader(CorrelationId.HEADER, id);
        MDC.put(CorrelationId.HEADER, id);
        try {
            passOn(request, response, chain);
        } finally {
            MDC.remove(CorrelationId.HEADER);
        }
    }

    private void passOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (BROKEN_ESCAPE.matcher(request.getRequestURI()).find()) {
            refuse(response, Required.invalid("'%' in the path is not followed by two hexadecimal digits"));
            return;
        }
        var length = lengthOf(request);
        if (length > maxBytes) {
            refuse(response, tooLarge(length + " of " + maxBytes));
            return;
        }
        BodyBudget.Share share;
        try {
            share = bodies.take(length);
        } catch (EdgeException e) {
            refuse(response, e);
            return;
        }
        try (share) {
            request.setAttribute(AnswerRoom.SHARE, share);
            chain.doFilter(length < 0 ? new CountedRequest(request, share) : new TypeBlindRequest(request), response);
        }
    }

    /** Negative where there is a body that does not tell. */
    private static long lengthOf(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        return length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : length;
    }

    private EdgeException tooLarge(String size) {
        return new EdgeException(ErrorKind.LIMIT_EXCEEDED, "request size exceeds " + limit + ": " + size + " bytes");
    }

    private static void refuse(HttpServletResponse response, EdgeException reason) throws IOException {
        var answer = BaseResponse.error(null, reason);
        response.setStatus(answer.statusCode());
        response.setContentType("application/json");
        response.getOutputStream().write(EdgeJson.mapper().writeValueAsBytes(answer));
    }

    /** A request whose body counts as JSON unless it says CBOR or multipart. */
    private static class TypeBlindRequest extends HttpServletRequestWrapper {

        TypeBlindRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContentType() {
            var type = super.getContentType();
            return type != null && isLookedAt(type.toLowerCase(Locale.ROOT)) ? type : MediaType.APPLICATION_JSON_VALUE;
        }

        private static boolean isLookedAt(String type) {
            return type.startsWith("multipart/") || type.equals(MediaType.APPLICATION_CBOR_VALUE);
        }

        /** None: JSON is UTF-8, and an unknown name here would be taken for a fault of the service. */
        @Override
        public @Nullable String getCharacterEncoding() {
            var type = super.getContentType();
            return type != null && isLookedAt(type.toLowerCase(Locale.ROOT)) ? super.getCharacterEncoding() : null;
        }

        @Override
        public String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? getContentType() : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    ? Collections.enumeration(List.of(getContentType()))
                    : super.getHeaders(name);
        }
    }

    /** A request in chunks, of which only reading tells how large it is. */
    private final class CountedRequest extends TypeBlindRequest {

        private final BodyBudget.Share share;

        CountedRequest(HttpServletRequest request, BodyBudget.Share share) {
            super(request);
            this.share = share;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedInput(super.getInputStream(), bytes -> {
                if (bytes > maxBytes) {
                    throw tooLarge("more than " + maxBytes);
                }
                share.cover(bytes);
            });
        }
    }
}
