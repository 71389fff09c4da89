package io.selvage.device.mqtt;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Brings commands and the answers of devices together by the UUID that ends the topics of both. */
final class Answers {

    private final Map<String, CompletableFuture<byte[]>> awaited = new ConcurrentHashMap<>();

    /**
     * Sends a command and waits for its answer.
     *
     * @param send is given the UUID
     * @throws EdgeException COMMUNICATION_ERROR where no answer comes in time; nothing of the command remains then
     */
    byte[] ask(Consumer<String> send, Duration timeout) {
        var id = UUID.randomUUID().toString();
        var answer = new CompletableFuture<byte[]>();
        awaited.put(id, answer);
        try {
            send.accept(id);
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failed("the device did not answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted while the device was asked");
        } catch (ExecutionException e) {
            throw failed("the service ends");
        } finally {
            awaited.remove(id);
        }
    }

    private static EdgeException failed(String message) {
        return new EdgeException(ErrorKind.COMMUNICATION_ERROR, message);
    }

    /** Takes an answer; one that nobody waits for (any more) is nobody's. */
    void arrived(Delivery delivery) {
        var topic = delivery.topic();
        var waiting = awaited.remove(topic.substring(topic.lastIndexOf('/') + 1));
        if (waiting != null) {
            waiting.complete(delivery.payload());
        }
        delivery.acknowledge();
    }

    /** Ends all that waits. */
    void close() {
        awaited.values().forEach(answer -> answer.completeExceptionally(failed("the service ends")));
    }
}
