package io.selvage.bus.mqtt;

import io.selvage.bus.Reception;
import io.selvage.mqtt.CutMessage;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/** A message as the broker delivered it over one connection. */
record Arrival(String topic, MqttMessage content, Acknowledgements.Delivery delivery) implements Reception.Arrival {

    @Override
    public byte[] message() {
        return content.getPayload();
    }

    @Override
    public String fault() {
        return content instanceof CutMessage cut
                ? "a message of " + cut.size()
                        + " bytes is larger than the memory of this process allows (SELVAGE_HEAP)"
                : "";
    }

    @Override
    public void finish() {
        delivery.finishPart();
    }
}
