package io.selvage.data.event;

import io.selvage.bus.MessageBus;
import io.selvage.bus.Subscription;
import io.selvage.contracts.error.EdgeException;
import io.selvage.data.DataConfig;
import io.selvage.data.periodic.Periodic;
import io.selvage.service.BusConnections;
import io.selvage.store.Database;
import io.selvage.store.Lead;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Several core-data processes on one PostgreSQL, where {@code Sharing.Session} is set. One of them has the lead: it holds the
 * broker's session of that name and deals the events out to all. Where it dies, another takes the lead and the session, and
 * the broker delivers again what was not stored.
 */
@Component
final class Sharing implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final long LEAD_OF_EVENTS = 0x6576656e7473L;

    private final String session;
    private final Database database;
    private final BusConnections connections;
    private final Peers peers;
    private final EventIntake intake;
    private @Nullable Lead lead;
    private @Nullable Members members;
    private @Nullable Turn turn;
    private volatile @Nullable Periodic looking;

    Sharing(DataConfig config, Database database, BusConnections connections, Peers peers, EventIntake intake) {
        this.session = config.sharing().session().strip();
        this.database = database;
        this.connections = connections;
        this.peers = peers;
        this.intake = intake;
    }

    /** This process has the lead. */
    private record Turn(MessageBus bus, Subscription subscription, Dispatcher dispatcher) {

        /** Leaves what is not stored to the broker. */
        void end() {
            subscription.suspend();
            dispatcher.stop();
            bus.close();
        }
    }

    @Override
    public void start() {
        if (session.isEmpty()) {
            return;
        }
        connections.requireOther(session, "Sharing.Session");
        var found = new Lead(database, LEAD_OF_EVENTS);
        var others = new Members(database, peers.self());
        lead = found;
        members = others;
        looking = new Periodic("sharing", INTERVAL, () -> look(found, others));
    }

    private void look(Lead found, Members others) {
        if (!found.isHeld()) {
            endTurn();
            var _ = others.beat(intake.stored());
            return;
        }
        var alive = others.beat(intake.stored());
        var running = turn;
        if (running == null) {
            running = beginTurn();
            turn = running;
        }
        running.dispatcher.dealTo(alive);
    }

    private Turn beginTurn() {
        LOG.info("this process has the lead: it takes the events of {} from the broker and deals them out", session);
        var dispatcher = new Dispatcher(peers.self(), intake, peers::at);
        var bus = connections.connect(session);
        try {
            return new Turn(bus, bus.subscribe(intake.filter(), dispatcher), dispatcher);
        } catch (RuntimeException e) {
            dispatcher.stop();
            var interrupted = Thread.interrupted(); // closing waits for the broker's answer
            bus.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    private void endTurn() {
        var running = turn;
        turn = null;
        if (running != null) {
            LOG.warn("this process has lost the lead");
            running.end();
        }
    }

    @Override
    public void stop() {
        var running = looking;
        looking = null;
        if (running != null) {
            running.end();
            if (turn != null) {
                turn.end();
                turn = null;
            }
            leave();
        }
    }

    private void leave() {
        try {
            if (members != null) {
                members.leave();
            }
        } catch (EdgeException e) {
            LOG.debug("the others will notice that this process ends: {}", e.text());
        }
        if (lead != null) {
            lead.close();
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
