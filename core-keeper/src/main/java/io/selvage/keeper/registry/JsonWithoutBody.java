package io.selvage.keeper.registry;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Names JSON as the type of the registry's answers of status 204, too, which have no body: EdgeX does. */
@Component
class JsonWithoutBody extends OncePerRequestFilter {

    private static final String ROUTES = "/api/v3/registry";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith(ROUTES)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        }
        chain.doFilter(request, response);
    }
}
