package io.selvage.data.event;

import io.selvage.contracts.event.SharedEventApi;
import io.selvage.data.event.Members.Member;
import io.selvage.service.EdgeClients;
import io.selvage.service.ServiceInfo;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** How this process is known to the others that share the load, and how it calls them. */
@Component
final class Peers {

    private final EdgeClients clients;
    private final Member self;

    Peers(EdgeClients clients, ServiceInfo service, Clock clock) {
        this.clients = clients;
        this.self = new Member(service.url(), clock.millis());
    }

    Member self() {
        return self;
    }

    SharedEventApi at(String url) {
        return clients.clientAt(SharedEventApi.class, url);
    }
}
