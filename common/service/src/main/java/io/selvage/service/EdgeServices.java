package io.selvage.service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.boot.support.EnvironmentPostProcessorsFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;

/** Starts services. */
public final class EdgeServices {

    /** Where an integrator's own files lie: {@code DIR/SERVICE.yaml} beats what the service brings. */
    public static final String CONFIG_DIR = "EDGEX_CONFIG_DIR";

    /** The property that names the package of the application class. */
    static final String PACKAGE = "selvage.service.package";

    private static final Map<String, String> EDGEX_OPTIONS = Map.of("-cp", "--configProvider", "-r", "--registry");

    private EdgeServices() {}

    /**
     * Starts a service on its own.
     *
     * @param args overrides such as {@code --Service.Port=59880}
     */
    public static ConfigurableApplicationContext run(Class<?> application, String... args) {
        return builder(application)
                .run(Stream.of(args).map(EdgeServices::spelledOut).toArray(String[]::new));
    }

    /** EdgeX's short options as Spring reads them: {@code -cp=URL}, {@code -r}. */
    private static String spelledOut(String argument) {
        var end = argument.indexOf('=') < 0 ? argument.length() : argument.indexOf('=');
        var option = argument.substring(0, end);
        var value = argument.substring(end);
        return EDGEX_OPTIONS.getOrDefault(option, option) + (value.isEmpty() && isFlag(option) ? "=true" : value);
    }

    private static boolean isFlag(String option) {
        return Set.of("-cp", "--configProvider", "-r", "--registry").contains(option);
    }

    /** A service that is ready to be run, for a launcher that gives it a parent context. */
    public static SpringApplicationBuilder builder(Class<?> application) {
        var key = keyOf(application);
        var builder = new SpringApplicationBuilder(application);
        builder.application().setListeners(withoutSpringCloud(builder.application()));
        return builder.bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .web(WebApplicationType.SERVLET)
                .initializers(new ProviderInitializer())
                .properties(
                        "spring.config.name=" + key,
                        "spring.application.name=" + key,
                        PACKAGE + "=" + application.getPackageName(),
                        "spring.config.additional-location=optional:file:${" + CONFIG_DIR + ":./res}/",
                        "spring.jmx.enabled=false",
                        "spring.threads.virtual.enabled=true",
                        "spring.servlet.multipart.max-file-size=64MB",
                        "spring.servlet.multipart.max-request-size=64MB",
                        "spring.web.resources.add-mappings=false", // class loaders remember each path that is none
                        "server.shutdown=graceful",
                        "spring.lifecycle.timeout-per-shutdown-phase=3s");
    }

    /** Spring Cloud would look for a name of this machine at each start, and ask the network for it. */
    private static List<ApplicationListener<?>> withoutSpringCloud(SpringApplication application) {
        var ordinary = EnvironmentPostProcessorsFactory.fromSpringFactories(EdgeServices.class.getClassLoader());
        var own = EnvironmentPostProcessorApplicationListener.with(
                (logs, bootstrap) -> ordinary.getEnvironmentPostProcessors(logs, bootstrap).stream()
                        .filter(each -> !each.getClass().getName().startsWith("org.springframework.cloud."))
                        .toList());
        return application.getListeners().stream()
                .<ApplicationListener<?>>map(
                        each -> each instanceof EnvironmentPostProcessorApplicationListener ? own : each)
                .toList();
    }

    /** The service key of a running service without the name of its instance. */
    public static String baseKeyOf(Environment environment) {
        return environment.getRequiredProperty("spring.config.name");
    }

    /** The port that a running service listens on. */
    public static int portOf(ApplicationContext service) {
        var server = service instanceof WebServerApplicationContext web ? web.getWebServer() : null;
        if (server == null) {
            throw new IllegalArgumentException(service.getApplicationName() + " has no port");
        }
        return server.getPort();
    }

    /** The service key of an application class, which may have it by an annotation of its own kind of service. */
    public static String keyOf(Class<?> application) {
        var service = AnnotatedElementUtils.findMergedAnnotation(application, EdgeService.class);
        if (service == null) {
            throw new IllegalArgumentException(application.getName() + " is no @EdgeService");
        }
        return service.value();
    }
}
