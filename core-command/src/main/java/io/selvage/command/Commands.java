package io.selvage.command;

import io.selvage.contracts.command.DeviceCommandApi;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.EventResponse;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.util.MultiValueMap;

/**
 * Hands commands on to the device services of their devices. Each command ends within a time-out; a device or a device
 * service that hangs holds a bounded number of them, so that it delays nobody else.
 */
public final class Commands implements AutoCloseable {

    private static final List<String> FLAGS = List.of("ds-pushevent", "ds-returnevent");
    private static final int MOST_OF_A_DEVICE = 16;
    private static final int MOST_OF_A_SERVICE = 256;
    private static final Duration LEAD = Duration.ofMillis(250);

    private final Metadata metadata;
    private final DeviceServices deviceServices;
    private final Duration timeout;
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();
    private final Shares ofDevices = new Shares(MOST_OF_A_DEVICE);
    private final Shares ofServices = new Shares(MOST_OF_A_SERVICE);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    Commands(Metadata metadata, DeviceServices deviceServices, Duration timeout) {
        this.metadata = metadata;
        this.deviceServices = deviceServices;
        this.timeout = timeout;
    }

    /** Reads; CONTRACT_INVALID where a flag of EdgeX's is neither true nor false. */
    public @Nullable EventResponse read(String device, String command, MultiValueMap<String, String> query) {
        for (var flag : FLAGS) {
            var value = query.getFirst(flag);
            if (value != null && !value.equals("true") && !value.equals("false")) {
                throw Required.invalid("invalid query parameter, " + flag + " '" + value + "' has to be true or false");
            }
        }
        return send(device, api -> api.read(device, command, query));
    }

    public BaseResponse write(
            String device, String command, MultiValueMap<String, String> query, Map<String, @Nullable Object> values) {
        return send(device, api -> api.write(device, command, query, values));
    }

    private <T extends @Nullable Object> T send(String deviceName, Function<DeviceCommandApi, T> command) {
        var service = metadata.service(metadata.device(deviceName).serviceName());
        var peer = peers.computeIfAbsent(service.name(), Peer::new);
        var deadline = System.nanoTime() + timeout.toNanos();
        return sharing(
                ofDevices,
                deviceName,
                deadline,
                () -> sharing(
                        ofServices,
                        service.name(),
                        deadline,
                        () -> peer.call(
                                () -> inTime(deviceName, deadline, () -> command.apply(deviceServices.at(service))))));
    }

    private static <T extends @Nullable Object> T sharing(
            Shares shares, String name, long deadline, Supplier<T> command) {
        try {
            if (!shares.enter(name, deadline - System.nanoTime())) {
                throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, name + " has too many commands under way");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return command.get();
        } finally {
            shares.leave(name);
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
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE,
                    "device " + device + " did not answer within Service.RequestTimeout " + timeout.toMillis() + "ms",
                    e);
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
