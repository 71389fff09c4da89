package io.selvage.device.modbus;

import com.digitalpetri.modbus.ExceptionCode;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import io.selvage.device.modbus.ReadPlan.Block;
import java.io.IOException;
import java.util.List;

/** The Modbus functions that read and write the tables. */
final class Requests {

    private Requests() {}

    /** The bytes of the block: two for each register, one for each eight coils with the first as least significant bit. */
    static byte[] read(Connection connection, Unit unit, Block block)
            throws IOException, ModbusResponseException, InterruptedException {
        var start = block.start();
        var count = block.count();
        var answer = connection.send(
                unit,
                switch (block.table()) {
                    case COILS -> new ReadCoilsRequest(start, count);
                    case DISCRETES_INPUT -> new ReadDiscreteInputsRequest(start, count);
                    case INPUT_REGISTERS -> new ReadInputRegistersRequest(start, count);
                    case HOLDING_REGISTERS -> new ReadHoldingRegistersRequest(start, count);
                });
        var bytes = switch (answer) {
            case ReadCoilsResponse(var coils) -> coils;
            case ReadDiscreteInputsResponse(var inputs) -> inputs;
            case ReadInputRegistersResponse(var registers) -> registers;
            case ReadHoldingRegistersResponse(var registers) -> registers;
            default -> new byte[0];
        };
        if (bytes.length < block.table().bytesOf(count)) {
            throw new IOException("answer to a read of " + block + " has only " + bytes.length + " bytes");
        }
        return bytes;
    }

    /** Writes the bytes at the place's addresses with the function that EdgeX uses, or else with its twin. */
    static ModbusResponsePdu write(Connection connection, Unit unit, Place place, byte[] data)
            throws IOException, ModbusResponseException, InterruptedException {
        var functions = functionsFor(place, data);
        try {
            return connection.send(unit, functions.getFirst());
        } catch (ModbusResponseException e) {
            if (e.getExceptionCode() != ExceptionCode.ILLEGAL_FUNCTION.getCode() || functions.size() == 1) {
                throw e;
            }
            return connection.send(unit, functions.getLast()); // simple devices know only one of the two
        }
    }

    private static List<ModbusRequestPdu> functionsFor(Place place, byte[] data) {
        var start = place.start();
        var single = place.count() == 1;
        if (place.table().holdsRegisters()) {
            var several = new WriteMultipleRegistersRequest(start, place.count(), data);
            return single
                    ? List.of(
                            new WriteSingleRegisterRequest(start, ((data[0] & 0xFF) << 8) | (data[1] & 0xFF)), several)
                    : List.of(several);
        }
        var several = new WriteMultipleCoilsRequest(start, place.count(), data);
        return single ? List.of(several, new WriteSingleCoilRequest(start, (data[0] & 1) == 1)) : List.of(several);
    }
}
