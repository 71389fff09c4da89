package io.selvage.service;

import io.selvage.contracts.keyvalue.KeyValueApi;
import io.selvage.contracts.registry.RegistryApi;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Joins core-keeper before anything of the service is made: as configuration provider where {@code
 * EDGEX_CONFIG_PROVIDER} or {@code -cp} names it, as registry where {@code EDGEX_USE_REGISTRY} or {@code -r} says so; in
 * a box, the keeper in the same JVM as both.
 */
final class ProviderInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String STANDARD = "keeper.http://localhost:59890";
    private static final String TYPE = "keeper.";
    private static final String KEEPER = "core-keeper";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var key = environment.getRequiredProperty("spring.application.name");
        if (key.equals(KEEPER)) {
            return;
        }
        var config = new EdgeConfig(environment);
        var beans = context.getBeanFactory();
        beans.registerSingleton("edgeConfig", config);
        var provider = option(environment, "configProvider", "EDGEX_CONFIG_PROVIDER");
        var keeper = keeper(context, config, provider);
        if (keeper != null) {
            var loaded = new ConfigurationProvider(key, keeper, environment, config);
            loaded.tryLoad();
            beans.registerSingleton("configurationProvider", loaded);
        }
        var registry = registry(context, config, option(environment, "registry", "EDGEX_USE_REGISTRY"), provider);
        if (registry != null) {
            beans.registerSingleton("registration", new RegistryEntry(registry));
        }
    }

    private static @Nullable KeyValueApi keeper(
            ConfigurableApplicationContext context, EdgeConfig config, @Nullable String provider) {
        if (provider == null) {
            return inSameJvm(context, KeyValueApi.class);
        }
        return provider.equals("none") ? null : client(config, provider, KeyValueApi.class);
    }

    private static @Nullable RegistryApi registry(
            ConfigurableApplicationContext context,
            EdgeConfig config,
            @Nullable String wanted,
            @Nullable String provider) {
        if (wanted == null) {
            return inSameJvm(context, RegistryApi.class);
        }
        if (!Flags.parse("registry", wanted)) {
            return null;
        }
        return client(config, provider == null || provider.equals("none") ? STANDARD : provider, RegistryApi.class);
    }

    private static <T> @Nullable T inSameJvm(ConfigurableApplicationContext context, Class<T> api) {
        var parent = context.getParent();
        return parent == null ? null : parent.getBeanProvider(api).getIfAvailable();
    }

    private static <T> T client(EdgeConfig config, String provider, Class<T> api) {
        var url = provider.isEmpty() || provider.equals("true") ? STANDARD : provider;
        if (!url.startsWith(TYPE)) {
            throw new IllegalStateException(
                    "the configuration provider '" + provider + "' is not known: " + STANDARD + " is one");
        }
        var service = config.section("Service", ServiceInfo.class);
        return new EdgeClients(config, service)
                .clientAt(api, URI.create(url.substring(TYPE.length())).toString());
    }

    /** What the command line says, else the environment. */
    private static @Nullable String option(ConfigurableEnvironment environment, String option, String variable) {
        var given = environment.getProperty(option);
        var value = given == null ? environment.getProperty(variable) : given;
        return value == null ? null : value.strip().toLowerCase(Locale.ROOT);
    }
}
