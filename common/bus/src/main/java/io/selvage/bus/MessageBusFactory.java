package io.selvage.bus;

/** Makes buses of one transport. Implementations are found by {@link java.util.ServiceLoader}. */
public interface MessageBusFactory {

    /** Whether {@code MessageBus.Type} names this transport. */
    boolean supports(String type);

    /**
     * A bus that is connected or goes on trying: it never fails because the broker is away.
     *
     * @throws io.selvage.contracts.error.EdgeException CONTRACT_INVALID where a setting makes no sense
     */
    MessageBus create(BusSettings settings);
}
