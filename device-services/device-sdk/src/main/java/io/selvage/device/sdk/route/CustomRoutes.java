package io.selvage.device.sdk.route;

import io.selvage.device.sdk.CustomRoute;
import io.selvage.device.sdk.CustomRoute.Answer;
import io.selvage.device.sdk.CustomRoute.Request;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.Routing;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Map;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Adds the routes of the driver to the service's own, before it listens. */
final class CustomRoutes implements InitializingBean {

    private final DeviceDriver driver;
    private final RequestMappingHandlerMapping mapping;

    CustomRoutes(DeviceDriver driver, RequestMappingHandlerMapping mapping) {
        this.driver = driver;
        this.mapping = mapping;
    }

    @Override
    public void afterPropertiesSet() throws NoSuchMethodException {
        if (driver instanceof Routing routing) {
            var answer = Served.class.getDeclaredMethod("answer", Map.class, HttpServletRequest.class);
            routing.routes().forEach(route -> add(route, answer));
        }
    }

    private void add(CustomRoute route, Method answer) {
        var info = RequestMappingInfo.paths(route.path())
                .methods(RequestMethod.valueOf(route.method()))
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(info, new Served(route), answer);
    }

    /** One route as the web framework calls it. */
    static final class Served {

        private final CustomRoute route;

        private Served(CustomRoute route) {
            this.route = route;
        }

        ResponseEntity<byte[]> answer(@PathVariable Map<String, String> variables, HttpServletRequest request)
                throws IOException {
            var body = request.getInputStream().readAllBytes();
            return entity(route.handler().handle(new Request(variables, contentType(request), body)));
        }

        private static ResponseEntity<byte[]> entity(Answer answer) {
            var entity = ResponseEntity.status(answer.status());
            if (!answer.contentType().isEmpty()) {
                entity.header(HttpHeaders.CONTENT_TYPE, answer.contentType());
            }
            return answer.body().length == 0 ? entity.build() : entity.body(answer.body());
        }

        /** As the client sent it: the service's own routes are shown JSON whatever comes. */
        private static String contentType(ServletRequest request) {
            var asSent = request;
            while (asSent instanceof ServletRequestWrapper wrapper) {
                asSent = wrapper.getRequest();
            }
            var type = asSent.getContentType();
            return type == null ? "" : type;
        }
    }
}
