package io.selvage.service;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.function.Function;

/** Further connections to the broker of this service, each under a client id of its own. */
public final class BusConnections {

    private final String ownClientId;
    private final Function<String, MessageBus> connect;

    BusConnections(String ownClientId, Function<String, MessageBus> connect) {
        this.ownClientId = ownClientId;
        this.connect = connect;
    }

    /** A bus that is the caller's to close. */
    public MessageBus connect(String clientId) {
        return connect.apply(clientId);
    }

    /** Throws CONTRACT_INVALID where the service itself has that id: each would take the other's connection away. */
    public void requireOther(String clientId, String key) {
        if (clientId.equals(ownClientId)) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID,
                    key + " must not be MessageBus.Optional.ClientId, which is '" + ownClientId + "' too");
        }
    }
}
