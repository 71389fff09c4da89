package io.selvage.device.modbus;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What all connections share: one thread for the sockets, one for the clock, virtual ones for what comes of them. The
 * library's own defaults are static and outlive a service.
 */
record Threads(EventLoopGroup sockets, ScheduledExecutorService clock, ExecutorService workers)
        implements AutoCloseable {

    static Threads start() {
        var platform = Thread.ofPlatform().daemon();
        var clock =
                new ScheduledThreadPoolExecutor(1, platform.name("modbus-clock").factory());
        clock.setRemoveOnCancelPolicy(true);
        return new Threads(
                new MultiThreadIoEventLoopGroup(1, platform.name("modbus-io").factory(), NioIoHandler.newFactory()),
                clock,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("modbus-", 0).factory()));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        sockets.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        workers.shutdown();
    }
}
