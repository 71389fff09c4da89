package io.selvage.box.broker;

import io.selvage.bus.BrokerContract;
import io.selvage.bus.MessageBus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * What participants outside the box do while its broker is away. It forgets with its process what waited for them, so there
 * is no case of that (ADR 2).
 */
class EmbeddedBrokerResilienceTest extends BrokerContract {

    private final int port = freePort();
    private @Nullable EmbeddedBroker broker;

    @AfterEach
    void stop() {
        closeAll();
        stopBroker();
    }

    @Override
    protected void startBroker() {
        broker = EmbeddedBroker.start("127.0.0.1", port, new NobodyInside());
    }

    @Override
    protected void stopBroker() {
        var running = broker;
        if (running != null) {
            running.close();
            broker = null;
        }
    }

    @Override
    protected MessageBus join(String clientId) {
        return Participants.join(port, clientId);
    }

    @Override
    protected int window() {
        return Participants.WINDOW;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
