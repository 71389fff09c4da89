package io.selvage.contracts.registry;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The services that core-keeper knows and looks after. */
@HttpExchange("/api/v3/registry")
public interface RegistryApi {

    /** Adds a service; DUPLICATE_NAME where its id is there already. Its checks begin. */
    @PostExchange
    RegisteredResponse register(@RequestBody AddRegistrationRequest request);

    /** Puts the registration in the place of the one with its id; ENTITY_DOES_NOT_EXIST where there is none. */
    @PutExchange
    void update(@RequestBody AddRegistrationRequest request);

    /**
     * All services.
     *
     * @param deregistered {@code true} for those with status HALT, too
     */
    @GetExchange("/all")
    MultiRegistrationsResponse all(@RequestParam(required = false) @Nullable String deregistered);

    @GetExchange("/serviceId/{serviceId}")
    RegistrationResponse byServiceId(@PathVariable String serviceId);

    /** Forgets the service; ENTITY_DOES_NOT_EXIST where there is none. */
    @DeleteExchange("/serviceId/{serviceId}")
    void deregister(@PathVariable String serviceId);
}
