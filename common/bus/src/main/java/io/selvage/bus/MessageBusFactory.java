package io.selvage.bus;

/**
 * Makes the buses of one transport. Found by {@link java.util.ServiceLoader}, so that a service needs its transport at
 * run time only.
 */
public interface MessageBusFactory {

    /** Whether this factory makes buses of the {@code MessageBus.Type}, in any letter case. */
    boolean supports(String type);

    /**
     * A bus with these settings. It returns while the broker is away too: the bus then keeps trying.
     *
     * @throws io.selvage.contracts.error.EdgeException CONTRACT_INVALID where a setting is not usable
     */
    MessageBus create(BusSettings settings);
}
