package io.selvage.data.event;

import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.SharedEventApi;
import io.selvage.data.event.Members.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Deals messages out to the processes that share the load, all of one source to the same, so that each source is stored in
 * order. When the processes change it waits until all is stored that it has dealt out, and then deals anew.
 */
final class Dispatcher implements MessageHandler {

    /** A process that failed is tried again after this time. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Member self;
    private final MessageHandler own;
    private final Function<String, SharedEventApi> clients;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private volatile List<Member> members;
    private List<Member> dealtTo = List.of();
    private List<@Nullable Lane> lanes = List.of();
    private long dealtSince = System.nanoTime();
    private int underWay;
    private boolean stopped;

    /**
     * One that deals to itself alone until it knows of others.
     *
     * @param own stores messages in this process
     * @param clients of the processes at their URLs
     */
    Dispatcher(Member self, MessageHandler own, Function<String, SharedEventApi> clients) {
        this.self = self;
        this.own = own;
        this.clients = clients;
        this.members = List.of(self);
    }

    /** The processes there are now. */
    void dealTo(List<Member> processes) {
        members = processes.contains(self) ? List.copyOf(processes) : List.of(self);
    }

    @Override
    public boolean takesUnreadable() {
        return true;
    }

    @Override
    public CompletionStage<?> handle(Message message) {
        var wanted = members;
        if (!wanted.equals(dealtTo) || isToTryAgain()) {
            deal(wanted);
        }
        enter();
        try {
            var lane = lanes.get(Math.floorMod(spread(message.topic()), lanes.size()));
            var stage = lane == null || message.envelope().isUnreadable() ? own.handle(message) : lane.take(message);
            return stage.whenComplete((_, _) -> leave());
        } catch (RuntimeException e) {
            leave();
            return CompletableFuture.failedStage(e);
        }
    }

    /** The last levels of a topic name the source: all of one source gives the same number. */
    private static int spread(String topic) {
        var hash = topic.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }

    private boolean isToTryAgain() {
        return System.nanoTime() - dealtSince > AGAIN_NANOS
                && lanes.stream().anyMatch(lane -> lane != null && lane.hasFailed());
    }

    private void deal(List<Member> wanted) {
        awaitNoneUnderWay();
        closeLanes();
        var fresh = new ArrayList<@Nullable Lane>(wanted.size());
        for (var member : wanted) {
            fresh.add(member.equals(self) ? null : new Lane(member.url(), client(member), own));
        }
        lanes = fresh;
        dealtTo = wanted;
        dealtSince = System.nanoTime();
    }

    /** No message is to blame where there is none: it must come again. */
    private SharedEventApi client(Member member) {
        try {
            return clients.apply(member.url());
        } catch (RuntimeException e) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, member.url() + " cannot be called: " + e, e);
        }
    }

    private void awaitNoneUnderWay() {
        lock.lock();
        try {
            while (underWay > 0 && !stopped) {
                change.await();
            }
            if (stopped) {
                throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "this process takes no events any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted before an event was taken", e);
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        lock.lock();
        try {
            underWay++;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            underWay--;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void closeLanes() {
        for (var lane : lanes) {
            if (lane != null) {
                lane.close();
            }
        }
    }

    /** Leaves what is not stored to the bus. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        closeLanes();
    }
}
