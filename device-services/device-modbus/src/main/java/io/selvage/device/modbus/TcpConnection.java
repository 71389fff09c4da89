package io.selvage.device.modbus;

import com.digitalpetri.modbus.TimeoutScheduler;
import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP connection to a Modbus server, opened once: when it breaks it stays broken. For one request at a time. */
final class TcpConnection implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    private final NettyTcpClientTransport transport;
    private final ModbusTcpClient client;
    private volatile CompletableFuture<ModbusResponsePdu> answer = new CompletableFuture<>();
    private volatile boolean broken;
    private volatile Duration timeout;

    private TcpConnection(TcpLink link, InetAddress address, Unit unit, Threads threads) {
        timeout = unit.timeout();
        transport = NettyTcpClientTransport.create(config -> config.setHostname(address.getHostAddress())
                .setPort(link.port())
                .setConnectTimeout(unit.timeout())
                .setConnectPersistent(false)
                .setEventLoopGroup(threads.sockets())
                .setExecutor(threads.workers())
                .setBootstrapCustomizer(
                        bootstrap -> bootstrap.option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)));
        var clock = TimeoutScheduler.create(threads.workers(), threads.clock());
        client = ModbusTcpClient.create(
                transport,
                config -> config.setTimeoutScheduler(
                        (task, _, _) -> clock.newTimeout(task, timeout.toNanos(), TimeUnit.NANOSECONDS)));
        transport.addConnectionListener(new NettyTcpClientTransport.ConnectionListener() {
            @Override
            public void onConnection() {}

            @Override
            public void onConnectionLost() {
                broken = true;
                failPending();
            }
        });
    }

    /** Connects within the unit's time-out; fails with an {@link IOException} that says why. */
    static Connection open(TcpLink link, Unit unit, Threads threads) throws IOException, InterruptedException {
        var connection = new TcpConnection(link, addressOf(link.host()), unit, threads);
        try {
            connection.transport.connect().get();
            if (unit.connectDelay().isPositive()) {
                Pause.of(unit.connectDelay());
            }
            return connection;
        } catch (ExecutionException e) {
            throw ioException(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public boolean isOpen() {
        return transport.isConnected();
    }

    /** Two silences in a row may be those of a connection that is dead without knowing it. */
    @Override
    public boolean survivesSilence() {
        return false;
    }

    @Override
    public ModbusResponsePdu send(Unit unit, ModbusRequestPdu request)
            throws IOException, ModbusResponseException, InterruptedException {
        timeout = unit.timeout();
        answer = client.sendAsync(unit.id(), request).toCompletableFuture();
        if (broken) {
            failPending();
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ModbusResponseException refusal -> throw refusal;
                case TimeoutException _ ->
                    throw new SocketTimeoutException(
                            "no answer in " + unit.timeout().toMillis() + "ms");
                case null -> throw new IOException(e);
                case Throwable cause -> throw ioException(cause);
            }
        }
    }

    /** The library lets a request wait for its time-out when the connection breaks. */
    private void failPending() {
        answer.completeExceptionally(new SocketException("connection closed by the other side"));
    }

    @Override
    public void close() {
        try {
            transport.disconnect().get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("closing a connection", e);
        }
    }

    private static InetAddress addressOf(String host) throws IOException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("host " + host + " is not known", e);
        }
    }

    private static IOException ioException(Throwable cause) {
        return cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
    }
}
