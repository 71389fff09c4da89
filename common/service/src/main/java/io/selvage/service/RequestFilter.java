package io.selvage.service;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
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
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Gives every request its correlation id, refuses bodies above {@code Service.MaxRequestSize} and hides the Content-Type,
 * which EdgeX looks at for CBOR and multipart bodies only.
 */
final class RequestFilter extends HttpFilter {

    private final long maxBytes;

    RequestFilter(ServiceInfo service) {
        this.maxBytes = service.maxRequestSize() * 1024;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var given = request.getHeader(CorrelationId.HEADER);
        var id = given == null || given.isEmpty() ? UUID.randomUUID().toString() : given;
        response.setHeader(CorrelationId.HEADER, id);
        MDC.put(CorrelationId.HEADER, id);
        try {
            if (maxBytes > 0 && request.getContentLengthLong() > maxBytes) {
                refuse(response, request.getContentLengthLong());
            } else {
                chain.doFilter(new TypeBlindRequest(request), response);
            }
        } finally {
            MDC.remove(CorrelationId.HEADER);
        }
    }

    private void refuse(HttpServletResponse response, long size) throws IOException {
        var answer = BaseResponse.error(
                null,
                new EdgeException(
                        ErrorKind.LIMIT_EXCEEDED,
                        "request size exceeds Service.MaxRequestSize: " + size + " of " + maxBytes + " bytes"));
        response.setStatus(answer.statusCode());
        response.setContentType("application/json");
        response.getOutputStream().write(EdgeJson.mapper().writeValueAsBytes(answer));
    }

    /** A request whose body counts as JSON unless it says CBOR or multipart. */
    private static final class TypeBlindRequest extends HttpServletRequestWrapper {

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
}
