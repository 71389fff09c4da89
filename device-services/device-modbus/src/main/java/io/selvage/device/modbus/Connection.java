package io.selvage.device.modbus;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import java.io.IOException;

/** A way to Modbus units that is open, for one request at a time. When it breaks it stays broken. */
interface Connection extends AutoCloseable {

    boolean isOpen();

    /** Whether it is as good as before after units that did not answer. */
    boolean survivesSilence();

    /**
     * Sends the request and waits for its answer.
     *
     * @throws ModbusResponseException if the answer is one of Modbus's exception codes
     * @throws java.net.SocketTimeoutException if none comes within the unit's time-out
     * @throws IOException if the connection breaks
     */
    ModbusResponsePdu send(Unit unit, ModbusRequestPdu request)
            throws IOException, ModbusResponseException, InterruptedException;

    @Override
    void close();
}
