package io.selvage.device.modbus;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.modbus.ReadPlan.Block;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads and writes the coils and registers of Modbus devices, with the attributes of EdgeX's device-modbus. */
@Component
public final class ModbusDriver implements DeviceDriver {

    private static final int ILLEGAL_DATA_ADDRESS = 2;
    private static final int ILLEGAL_DATA_VALUE = 3;

    private final Lines lines = new Lines();

    @Override
    public void start(ReadingSink sink) {
        // Modbus devices do not speak by themselves
    }

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        var unit = Unit.of(device);
        var places = requests.stream()
                .map(request -> Place.of(request.resource(), request.attributes()))
                .toList();
        var values = new Value[places.size()];
        for (var block : ReadPlan.of(places)) {
            read(unit, places, block, values);
        }
        return Arrays.asList(values);
    }

    private void read(Unit unit, List<Place> places, Block block, Value[] values) {
        try {
            var answer = lines.of(unit).inTurn(unit, true, connection -> Requests.read(connection, unit, block));
            for (var member : block.members()) {
                var place = places.get(member);
                values[member] = RegisterCodec.decode(place, block.slice(place, answer));
            }
        } catch (ModbusResponseException e) {
            if (block.members().size() == 1 || !isAboutAddresses(e)) {
                throw refused(unit, "read of " + block, e);
            }
            for (var member : block.members()) { // some devices refuse to answer across the borders of their blocks
                read(unit, places, ReadPlan.alone(places.get(member), member), values);
            }
        }
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        var unit = Unit.of(device);
        var places = new ArrayList<Place>();
        for (var write : writes) {
            var place = Place.of(write.resource(), write.attributes());
            if (!place.table().writable()) {
                throw new EdgeException(
                        ErrorKind.NOT_ALLOWED, "resource " + place.resource() + ": " + place.table() + " is read-only");
            }
            places.add(place);
        }
        for (var i = 0; i < places.size(); i++) {
            write(unit, places.get(i), writes.get(i).value());
        }
    }

    private void write(Unit unit, Place place, Value value) {
        try {
            if (place.table().holdsRegisters() && place.type() == ValueType.BOOL) {
                writeBit(unit, place, value);
                return;
            }
            var data = RegisterCodec.encode(place, value);
            lines.of(unit).inTurn(unit, false, connection -> Requests.write(connection, unit, place, data));
        } catch (ModbusResponseException e) {
            throw refused(unit, "write of " + ReadPlan.alone(place, 0), e);
        }
    }

    /** Modbus writes whole registers: the other bits are read and written back in the same turn. */
    private void writeBit(Unit unit, Place place, Value value) throws ModbusResponseException {
        if (!(value instanceof Value.Bool(var bit))) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID, "resource " + place.resource() + " needs a Bool, not " + value);
        }
        lines.of(unit).inTurn(unit, false, connection -> {
            var registers = Requests.read(connection, unit, ReadPlan.alone(place, 0));
            return Requests.write(connection, unit, place, RegisterCodec.withBit(place, registers, bit));
        });
    }

    @Override
    public void validate(Device device) {
        Unit.of(device);
    }

    @Override
    public void deviceAdded(Device device) {
        lines.use(device);
    }

    @Override
    public void deviceUpdated(Device device) {
        lines.use(device);
    }

    @Override
    public void deviceRemoved(Device device) {
        lines.leave(device);
    }

    @Override
    public void close() {
        lines.close();
    }

    private static boolean isAboutAddresses(ModbusResponseException refusal) {
        return refusal.getExceptionCode() == ILLEGAL_DATA_ADDRESS || refusal.getExceptionCode() == ILLEGAL_DATA_VALUE;
    }

    private static EdgeException refused(Unit unit, String what, ModbusResponseException refusal) {
        return new EdgeException(
                ErrorKind.SERVER_ERROR, unit + " refused the " + what + ": " + refusal.getMessage(), refusal);
    }
}
