package io.selvage.bus;

/** What a subscriber gets: the topic that it came on and its envelope. */
public record Message(String topic, Envelope envelope) {}
