package io.selvage.command;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.command.DeviceCommandApi;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.util.MultiValueMap;

/**
 * Hands commands on to the device services of their devices. Each command ends within a time-out. Of one device at most
 * 16 are under way and 64 wait; who comes then is refused. A device service has places for 512 commands, of which a
 * device takes several only while half of them are free: devices that hang delay nobody else.
 */
public final class Commands implements AutoCloseable {

    private static final List<String> FLAGS = List.of("ds-pushevent", "ds-returnevent");
    private static final int UNDER_WAY_OF_A_DEVICE = 16;
    private static final int MOST_OF_A_DEVICE = 80;
    private static final int MOST_OF_A_SERVICE = 512;
    private static final Duration LEAD = Duration.ofMillis(250);

    /** A device service: whether it is away, and the room for commands to it. */
    private record Neighbour(Peer peer, Places places) {

        static Neighbour named(String service) {
            return new Neighbour(
                    new Peer(service), new Places("service " + service, MOST_OF_A_SERVICE, MOST_OF_A_DEVICE));
        }
    }

    /** How a command goes to the service; it has until the deadline, a {@link System#nanoTime()}. */
    private interface Way<T extends @Nullable Object> {
        T go(DeviceService service, Peer peer, long deadline);
    }

    private final Routes routes;
    private final DeviceServices deviceServices;
    private final MessageBus bus;
    private final Topics topics;
    private final Duration timeout;
    private final Map<String, Neighbour> neighbours = new ConcurrentHashMap<>();
    private final Shares turns = new Shares(UNDER_WAY_OF_A_DEVICE);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    Commands(Routes routes, DeviceServices deviceServices, MessageBus bus, Topics topics, Duration timeout) {
        this.routes = routes;
        this.deviceServices = deviceServices;
        this.bus = bus;
        this.topics = topics;
        this.timeout = timeout;
    }

    /** Reads; CONTRACT_INVALID where a flag of EdgeX's is neither true nor false. */
    public @Nullable EventResponse read(String device, String command, MultiValueMap<String, String> query) {
        checkFlags(query::getFirst);
        return call(device, api -> api.read(device, command, query));
    }

    public BaseResponse write(
            String device, String command, MultiValueMap<String, String> query, Map<String, @Nullable Object> values) {
        return call(device, api -> api.write(device, command, query, values));
    }

    /**
     * Hands a request on over the bus, as it is, and waits for the reply, which is an error where the device service
     * says so.
     *
     * @param method {@code get} or {@code set}
     * @throws EdgeException as for commands over REST; COMMUNICATION_ERROR also where nobody takes the service's
     *     commands, as far as the bus can tell
     */
    public Envelope relay(String device, String command, String method, Envelope request) {
        checkFlags(request.queryParams()::get);
        return send(device, (service, _, deadline) -> {
            var topic = topics.deviceCommand(service.name(), device, command, method);
            if (!bus.hasSubscriber(topic)) {
                throw new EdgeException(
                        ErrorKind.COMMUNICATION_ERROR, "service " + service.name() + " takes no commands over the bus");
            }
            var replyTopic = topics.response(service.name(), request.requestId());
            return bus.request(topic, request, replyTopic, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        });
    }

    private static void checkFlags(UnaryOperator<@Nullable String> query) {
        for (var flag : FLAGS) {
            var value = query.apply(flag);
            if (value != null && !value.equals("true") && !value.equals("false")) {
                throw Required.invalid("invalid query parameter, " + flag + " '" + value + "' has to be true or false");
            }
        }
    }

    private <T extends @Nullable Object> T call(String device, Function<DeviceCommandApi, T> command) {
        return send(
                device,
                (service, peer, deadline) ->
                        peer.call(() -> inTime(device, deadline, () -> command.apply(deviceServices.at(service)))));
    }

    private <T extends @Nullable Object> T send(String device, Way<T> way) {
        var service = routes.serviceOf(device);
        var neighbour = neighbours.computeIfAbsent(service.name(), Neighbour::named);
        var deadline = System.nanoTime() + timeout.toNanos();
        try {
            return neighbour
                    .places()
                    .in(device, () -> inTurn(device, deadline, () -> way.go(service, neighbour.peer(), deadline)));
        } catch (EdgeException e) {
            if (e.kind() == ErrorKind.COMMUNICATION_ERROR || e.kind() == ErrorKind.ENTITY_DOES_NOT_EXIST) {
                routes.forget(device);
            }
            throw e;
        }
    }

    private <T extends @Nullable Object> T inTurn(String device, long deadline, Supplier<T> command) {
        try {
            if (!turns.enter(device, deadline - System.nanoTime())) {
                throw late(device, null);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return command.get();
        } finally {
            turns.leave(device);
        }
    }

    /** A client over HTTP has a time-out of its own and tells more by it: this one comes a little later. */
    private <T extends @Nullable Object> T inTime(String device, long deadline, Supplier<T> command) {
        var context = MDC.getCopyOfContextMap();
        var answer = workers.submit(() -> {
            MDC.setContextMap(context == null ? Map.of() : context);
            return command.get();
        });
        try {
            return answer.get(deadline - System.nanoTime() + LEAD.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(device, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new EdgeException(ErrorKind.SERVER_ERROR, String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            answer.cancel(true);
        }
    }

    private EdgeException late(String device, @Nullable Exception cause) {
        return new EdgeException(
                ErrorKind.SERVICE_UNAVAILABLE,
                "device " + device + " did not answer within Service.RequestTimeout " + timeout.toMillis() + "ms",
                cause);
    }

    private static EdgeException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "core-command is stopping", cause);
    }

    /** Ends the commands under way. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
