package io.selvage.service;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Finds the route for a path that no route matches as it stands: in EdgeX a variable that ends a route takes the rest of
 * the path, slashes included, and may be empty.
 */
final class GreedyPaths extends AbstractHandlerMapping {

    private record Route(RequestMethod method, PathPattern pattern, String variable, HandlerMethod handler) {

        /** The values of the route's variables in the path; null where it is not the path of this route. */
        @Nullable
        Map<String, String> variablesOf(PathContainer path) {
            var match = pattern.matchAndExtract(path);
            var rest = match == null ? null : match.getUriVariables().get(variable);
            if (match == null || rest == null || !rest.startsWith("/")) {
                return null;
            }
            var variables = new TreeMap<>(match.getUriVariables());
            variables.put(variable, rest.substring(1));
            return variables;
        }
    }

    private final RequestMappingHandlerMapping routes;
    private volatile @Nullable List<Route> greedy;

    GreedyPaths(RequestMappingHandlerMapping routes) {
        this.routes = routes;
        setOrder(routes.getOrder() + 1);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        var path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
        for (var route : greedyRoutes()) {
            if (route.method().name().equals(request.getMethod())) {
                var variables = route.variablesOf(path);
                if (variables != null) {
                    request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, variables);
                    return route.handler().createWithResolvedBean();
                }
            }
        }
        return null;
    }

    private List<Route> greedyRoutes() {
        var known = greedy;
        if (known == null) {
            var found = new ArrayList<Route>();
            routes.getHandlerMethods().forEach((info, handler) -> found.addAll(routesOf(info, handler)));
            found.sort((one, other) -> one.pattern().compareTo(other.pattern()));
            known = List.copyOf(found);
            greedy = known;
        }
        return known;
    }

    private static List<Route> routesOf(RequestMappingInfo info, HandlerMethod handler) {
        var found = new ArrayList<Route>();
        for (var path : info.getPatternValues()) {
            var start = path.lastIndexOf("/{");
            if (path.endsWith("}") && start >= 0) {
                var variable = path.substring(start + 2, path.length() - 1);
                var pattern =
                        PathPatternParser.defaultInstance.parse(path.substring(0, start) + "/{*" + variable + "}");
                info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> found.add(new Route(method, pattern, variable, handler)));
            }
        }
        return found;
    }
}
