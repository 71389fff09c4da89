package io.selvage.bus.mqtt;

import io.selvage.bus.Reception;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/** A message as the broker delivered it over one connection. */
record Arrival(String topic, MqttMessage content, Acknowledgements.Delivery delivery) implements Reception.Arrival {

    @Override
    public byte[] message() {
        return content.getPayload();
    }

    @Override
    public void finish() {
        delivery.finishPart();
    }
}
