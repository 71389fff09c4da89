package io.selvage.device.sdk.publish;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.topic.Topics;

/**
 * The bus with the place of this service on it.
 *
 * @param service the service key
 */
public record BusLink(MessageBus bus, Topics topics, String service) {}
