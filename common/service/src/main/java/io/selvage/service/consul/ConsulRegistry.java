package io.selvage.service.consul;

import static java.util.Objects.requireNonNull;

import io.selvage.service.registry.ServiceEntry;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;
import org.springframework.cloud.commons.util.InetUtils;
import org.springframework.cloud.commons.util.InetUtilsProperties;
import org.springframework.cloud.consul.ConsulClient;
import org.springframework.cloud.consul.discovery.ConsulDiscoveryClient;
import org.springframework.cloud.consul.discovery.ConsulDiscoveryProperties;
import org.springframework.cloud.consul.discovery.ConsulServiceInstance;
import org.springframework.cloud.consul.discovery.HeartbeatProperties;
import org.springframework.cloud.consul.model.http.agent.NewService;
import org.springframework.cloud.consul.model.http.health.Check;
import org.springframework.cloud.consul.serviceregistry.ConsulRegistration;
import org.springframework.cloud.consul.serviceregistry.ConsulServiceRegistry;

/** Consul's registry, by Spring Cloud Consul: each service with a check of its health over HTTP. */
final class ConsulRegistry implements ServiceRegistry<ServiceEntry>, DiscoveryClient {

    /** A service that has not answered for so long is forgotten; it is entered again when it starts. */
    private static final String FORGOTTEN_AFTER = "24h";

    private static final String CHECK_TIMEOUT = "5s";

    private final ConsulClient client;
    private final ConsulDiscoveryProperties properties;
    private final ConsulServiceRegistry registry;
    private final ConsulDiscoveryClient discovery;

    ConsulRegistry(ConsulClient client) {
        this.client = client;
        try (var inet = new InetUtils(new InetUtilsProperties())) {
            properties = new ConsulDiscoveryProperties(inet);
        }
        registry = new ConsulServiceRegistry(client, properties, null, new HeartbeatProperties());
        discovery = new ConsulDiscoveryClient(client, properties);
    }

    @Override
    public void register(@Nullable ServiceEntry entry) {
        // not by Spring's registry, which logs each failure with its stack: whoever tries again says once that it waits
        var service = registration(requireNonNull(entry)).getService();
        Consul.ask(() -> client.agentServiceRegister(null, service));
    }

    @Override
    public void deregister(@Nullable ServiceEntry entry) {
        var id = requireNonNull(entry).getInstanceId();
        Consul.ask(() -> client.agentServiceDeregister(id, null));
    }

    @Override
    public void setStatus(ServiceEntry entry, String status) {
        registry.setStatus(registration(entry), status);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Spring's signature
    public <T> T getStatus(ServiceEntry entry) {
        return (T) registry.getStatus(registration(entry));
    }

    private ConsulRegistration registration(ServiceEntry entry) {
        var check = new NewService.Check();
        check.setHttp(entry.getUri() + ServiceEntry.PING);
        check.setInterval(entry.interval());
        check.setTimeout(CHECK_TIMEOUT);
        check.setDeregisterCriticalServiceAfter(FORGOTTEN_AFTER);
        check.setStatus("passing"); // its port is open
        var service = new NewService();
        service.setId(entry.getInstanceId());
        service.setName(entry.serviceId());
        service.setAddress(entry.host());
        service.setPort(entry.port());
        service.setCheck(check);
        return new ConsulRegistration(service, properties);
    }

    @Override
    public String description() {
        return discovery.description();
    }

    /** Those whose checks pass come first. */
    @Override
    public List<ServiceInstance> getInstances(String serviceId) {
        return Consul.ask(() -> discovery.getInstances(serviceId)).stream()
                .sorted(Comparator.comparing(instance -> !passes(instance)))
                .toList();
    }

    private static boolean passes(ServiceInstance instance) {
        return instance instanceof ConsulServiceInstance known
                && known.getHealthService().getChecks().stream()
                        .allMatch(check -> check.getStatus() == Check.CheckStatus.PASSING);
    }

    @Override
    public List<String> getServices() {
        return Consul.ask(discovery::getServices);
    }

    @Override
    public void close() {
        registry.close();
    }
}
