package io.selvage.service.registry;

import static java.util.Objects.requireNonNull;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.registry.AddRegistrationRequest;
import io.selvage.contracts.registry.Registration;
import io.selvage.contracts.registry.RegistryApi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.serviceregistry.ServiceRegistry;

/** The registry of core-keeper, which has one instance of each service. */
public final class KeeperRegistry implements ServiceRegistry<ServiceEntry>, DiscoveryClient {

    private final RegistryApi keeper;

    public KeeperRegistry(RegistryApi keeper) {
        this.keeper = keeper;
    }

    @Override
    public void register(@Nullable ServiceEntry entry) {
        var request = AddRegistrationRequest.of(registration(requireNonNull(entry), Registration.UNKNOWN));
        try {
            keeper.update(request);
        } catch (EdgeException e) {
            if (e.kind() != ErrorKind.ENTITY_DOES_NOT_EXIST) {
                throw e;
            }
            keeper.register(request);
        }
    }

    /** The entry stays, as that of a service that has stopped in order. */
    @Override
    public void deregister(@Nullable ServiceEntry entry) {
        setStatus(requireNonNull(entry), Registration.HALT);
    }

    @Override
    public void setStatus(ServiceEntry entry, String status) {
        keeper.update(AddRegistrationRequest.of(registration(entry, status)));
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Spring's signature; a status is a text
    public <T> T getStatus(ServiceEntry entry) {
        return (T) keeper.byServiceId(entry.serviceId()).registration().status();
    }

    private static Registration registration(ServiceEntry entry, String status) {
        return Registration.of(entry.serviceId(), entry.host(), entry.port(), entry.interval())
                .withStatus(status, 0);
    }

    @Override
    public String description() {
        return "core-keeper";
    }

    /** The service, whether it answers or not, unless it has stopped in order. */
    @Override
    public List<ServiceInstance> getInstances(String serviceId) {
        try {
            var found = keeper.byServiceId(serviceId).registration();
            return found.active()
                    ? List.of(new DefaultServiceInstance(serviceId, serviceId, found.host(), found.port(), false))
                    : List.of();
        } catch (EdgeException e) {
            if (e.kind() == ErrorKind.ENTITY_DOES_NOT_EXIST) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public List<String> getServices() {
        return keeper.all(null).registrations().stream()
                .map(Registration::serviceId)
                .toList();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
