package io.selvage.metadata.store;

import io.selvage.bus.Envelope;
import io.selvage.contracts.systemevent.SystemEvent;
import io.selvage.contracts.topic.Topics;
import io.selvage.store.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One writing transaction, and what the bus is told if it is committed. */
public final class Change {

    /** What happened to a thing. */
    public enum Action {
        ADD("add"),
        UPDATE("update"),
        DELETE("delete");

        private final String text;

        Action(String text) {
            this.text = text;
        }
    }

    /**
     * What a system event is about.
     *
     * @param type EdgeX's word for the kind of thing
     * @param owner the device service that is to know of it, or core-metadata
     * @param profile a level of the topic; empty for none
     */
    public record Subject(String type, String owner, String profile) {}

    record Message(String topic, Envelope envelope) {}

    private final Session session;
    private final Topics topics;
    private final Instant now;
    private final String correlationId;
    private final List<Message> messages = new ArrayList<>();
    private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();

    Change(Session session, Topics topics, Instant now, String correlationId) {
        this.session = session;
        this.topics = topics;
        this.now = now;
        this.correlationId = correlationId;
    }

    public Session session() {
        return session;
    }

    /** When the change is made, ms since the epoch. */
    public long millis() {
        return now.toEpochMilli();
    }

    /** Tells the bus after the commit. */
    public void tell(Action action, Subject subject, Object details) {
        var event = SystemEvent.ofMetadata(subject.type(), action.text, subject.owner(), details, nanos());
        messages.add(new Message(
                topics.metadataEvent(subject.type(), action.text, subject.owner(), subject.profile()),
                Envelope.of(correlationId, event, Envelope.JSON)));
    }

    private long nanos() {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    List<Message> messages() {
        return messages;
    }

    /** Completes with whether the transaction was committed. */
    CompletableFuture<Boolean> outcome() {
        return outcome;
    }
}
