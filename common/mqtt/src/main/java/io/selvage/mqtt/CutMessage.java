package io.selvage.mqtt;

import org.eclipse.paho.client.mqttv3.MqttMessage;

/** A message of which only the beginning was read, since it is larger than the {@link Intake} can handle. */
public final class CutMessage extends MqttMessage {

    private final int size;

    CutMessage(MqttMessage message, byte[] beginning, int size) {
        super(beginning);
        this.size = size;
        setQos(message.getQos());
        setId(message.getId());
        setRetained(message.isRetained());
        setDuplicate(message.isDuplicate());
    }

    /** Bytes of the whole message. */
    public int size() {
        return size;
    }
}
