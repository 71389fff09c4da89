package io.selvage.device.modbus;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import java.io.IOException;

/** What is said over a connection in one turn. */
@FunctionalInterface
interface Exchange<T> {

    T over(Connection connection) throws IOException, ModbusResponseException, InterruptedException;
}
