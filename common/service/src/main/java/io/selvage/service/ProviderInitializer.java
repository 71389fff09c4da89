package io.selvage.service;

import io.selvage.contracts.keyvalue.KeyValueApi;
import io.selvage.contracts.registry.RegistryApi;
import io.selvage.service.consul.Consul;
import io.selvage.service.registry.ConfigSource;
import io.selvage.service.registry.KeeperRegistry;
import io.selvage.service.registry.KeeperSource;
import io.selvage.service.registry.ServiceDirectory;
import io.selvage.service.secret.InsecureSecrets;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Joins core-keeper or Consul before anything of the service is made: as configuration provider where {@code
 * EDGEX_CONFIG_PROVIDER} or {@code -cp} names it, as registry where {@code EDGEX_USE_REGISTRY} or {@code -r} says so; as
 * both where {@code Registry.Type} is {@code consul}; in a box, the keeper in the same JVM as both.
 */
final class ProviderInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String KEEPER = "core-keeper";
    private static final String NONE = "none";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var key = environment.getRequiredProperty("spring.application.name");
        var config = new EdgeConfig(environment);
        var info = RegistryInfo.of(environment);
        var isKeeper = key.equals(KEEPER);
        if (isKeeper && !info.isConsul()) {
            return;
        }
        var beans = context.getBeanFactory();
        beans.registerSingleton("edgeConfig", config);
        var providers = new Providers(context, environment, config, info);
        var source = isKeeper ? null : providers.source();
        if (source != null) {
            var loaded = new ConfigurationProvider(key, source, environment, config);
            loaded.loadInTime();
            beans.registerSingleton("configurationProvider", loaded);
        }
        var directory = providers.directory();
        if (directory != null) {
            beans.registerSingleton("serviceDirectory", directory);
        }
    }

    /** What the options, the environment and the section {@code Registry} name. */
    private record Providers(
            ConfigurableApplicationContext context,
            ConfigurableEnvironment environment,
            EdgeConfig config,
            RegistryInfo info) {

        @Nullable
        ConfigSource source() {
            var provider = configProvider();
            if (provider == null) {
                var keeper = inSameJvm(KeyValueApi.class);
                return keeper == null ? null : new KeeperSource(keeper);
            }
            if (provider.equals(NONE)) {
                return null;
            }
            return at(provider) instanceof Address(var isConsul, var url) && isConsul
                    ? consul(url).source()
                    : new KeeperSource(keeper(provider, KeyValueApi.class));
        }

        @Nullable
        ServiceDirectory directory() {
            var wanted = option("registry", "EDGEX_USE_REGISTRY");
            if (wanted == null && !info.isConsul()) {
                var keeper = inSameJvm(RegistryApi.class);
                return keeper == null ? null : directory(keeper, false);
            }
            if (wanted != null && !Flags.parse("registry", wanted)) {
                return null;
            }
            var provider = configProvider();
            var address = info.isConsul() || provider == null || provider.equals(NONE) ? info.provider() : provider;
            return at(address) instanceof Address(var isConsul, var url) && isConsul
                    ? consul(url).directory()
                    : directory(keeper(address, RegistryApi.class), true);
        }

        private static ServiceDirectory directory(RegistryApi keeper, boolean mayForget) {
            var registry = new KeeperRegistry(keeper);
            return new ServiceDirectory(KEEPER, registry, registry, mayForget, true);
        }

        private <T> @Nullable T inSameJvm(Class<T> api) {
            var parent = context.getParent();
            return parent == null ? null : parent.getBeanProvider(api).getIfAvailable();
        }

        /** What the command line says, else the environment. */
        private @Nullable String option(String option, String variable) {
            var given = environment.getProperty(option);
            var value = given == null ? environment.getProperty(variable) : given;
            return value == null ? null : value.strip().toLowerCase(Locale.ROOT);
        }

        private @Nullable String configProvider() {
            var named = option("configProvider", "EDGEX_CONFIG_PROVIDER");
            return named == null && info.isConsul() ? info.provider() : named;
        }

        private record Address(boolean isConsul, String url) {}

        private Address at(String provider) {
            var full = provider.isEmpty() || provider.equals("true") ? info.provider() : provider;
            if (!full.startsWith("keeper.") && !full.startsWith("consul.")) {
                throw new IllegalStateException("the configuration provider '" + provider
                        + "' is not known: keeper.http://localhost:59890 is one, consul.http://localhost:8500 another");
            }
            var url = URI.create(full.substring(full.indexOf('.') + 1)).toString();
            return new Address(full.startsWith("consul."), url);
        }

        private <T> T keeper(String provider, Class<T> api) {
            var service = config.section("Service", ServiceInfo.class);
            return new EdgeClients(config, service, null)
                    .clientAt(api, at(provider).url());
        }

        private Consul consul(String url) {
            var service = config.section("Service", ServiceInfo.class);
            return new Consul(url, this::consulToken, service.timeout());
        }

        private String consulToken() {
            return InsecureSecrets.read(environment, "consul").orElse(Map.of()).getOrDefault("token", "");
        }
    }
}
