package io.selvage.service;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** Tells browsers what pages from elsewhere may do, by {@code Service.CORSConfiguration}. */
final class CorsFilter extends HttpFilter {

    private final CorsInfo config;

    CorsFilter(CorsInfo config) {
        this.config = config;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getHeader(HttpHeaders.ORIGIN) == null) {
            chain.doFilter(request, response);
            return;
        }
        set(response, HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, config.corsAllowedOrigin());
        set(response, HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, config.corsAllowCredentials() ? "true" : "");
        set(response, HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var asksFirst = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
        if (asksFirst) {
            set(response, HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, config.corsAllowedMethods());
            set(response, HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, config.corsAllowedHeaders());
            set(response, HttpHeaders.ACCESS_CONTROL_MAX_AGE, config.corsMaxAge() > 0 ? "" + config.corsMaxAge() : "");
        }
        if (!asksFirst || !request.getMethod().equals("OPTIONS")) {
            set(response, HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, config.corsExposeHeaders());
            chain.doFilter(request, response);
        }
    }

    private static void set(HttpServletResponse response, String header, String value) {
        if (!value.isEmpty()) {
            response.setHeader(header, value);
        }
    }
}
