package io.selvage.service;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.MDC;

/** Gives every request its correlation id and refuses bodies above {@code Service.MaxRequestSize}. */
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
                chain.doFilter(request, response);
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
}
