package io.selvage.keeper.registry;

import io.selvage.contracts.registry.AddRegistrationRequest;
import io.selvage.contracts.registry.MultiRegistrationsResponse;
import io.selvage.contracts.registry.RegisteredResponse;
import io.selvage.contracts.registry.RegistrationResponse;
import io.selvage.contracts.registry.RegistryApi;
import io.selvage.service.Flags;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RegistryController implements RegistryApi {

    private final Registry registry;

    RegistryController(Registry registry) {
        this.registry = registry;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public RegisteredResponse register(AddRegistrationRequest request) {
        registry.add(request.registration());
        return RegisteredResponse.of(request.registration().serviceId());
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void update(AddRegistrationRequest request) {
        registry.update(request.registration());
    }

    @Override
    public MultiRegistrationsResponse all(@Nullable String deregistered) {
        return MultiRegistrationsResponse.of(registry.all(Flags.parse("deregistered", deregistered)));
    }

    @Override
    public RegistrationResponse byServiceId(String serviceId) {
        return RegistrationResponse.of(registry.get(serviceId));
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void deregister(String serviceId) {
        registry.delete(serviceId);
    }
}
