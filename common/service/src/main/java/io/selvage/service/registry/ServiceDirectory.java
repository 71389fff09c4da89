package io.selvage.service.registry;

import io.selvage.contracts.registry.Registration;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;

/**
 * The registry that the service is entered in. All of it fails with {@link io.selvage.contracts.error.EdgeException}
 * while the registry is away.
 *
 * @param name what it is and where, for a log
 * @param discovery gives instances that answer before those that do not
 * @param mayForget whether an entry may be gone while the service runs, as after a restart of the registry
 * @param oneEach whether it holds one instance of each service, the last that was entered
 */
public record ServiceDirectory(
        String name,
        ServiceRegistry<ServiceEntry> registry,
        DiscoveryClient discovery,
        boolean mayForget,
        boolean oneEach) {

    /** Whether the service is in the registry with this address, or has the one place there at another that answers. */
    public boolean has(ServiceEntry entry) {
        var instances = discovery.getInstances(entry.serviceId());
        return instances.stream().anyMatch(instance -> entry.isAt(instance.getHost(), instance.getPort()))
                || (oneEach && !instances.isEmpty() && Registration.UP.equals(registry.<String>getStatus(entry)));
    }
}
