package io.selvage.device.sdk.autoevent;

import io.selvage.contracts.device.AutoEvent;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets an event of an AutoEvent pass only where a reading differs from the last one that passed. */
final class ChangeFilter {

    private final boolean onChange;
    private final BigDecimal threshold;
    private final boolean changedOnly;
    private final Map<String, Object> passed = new HashMap<>();

    /** @param changedOnly whether the readings that did not change are left out of an event that passes */
    ChangeFilter(AutoEvent autoEvent, boolean changedOnly) {
        this.onChange = autoEvent.onChange();
        this.threshold = BigDecimal.valueOf(autoEvent.onChangeThreshold());
        this.changedOnly = changedOnly;
    }

    /** The event, or what is left of it; empty where nothing changed. */
    Optional<Event> filtered(Event event) {
        if (!onChange) {
            return Optional.of(event);
        }
        var readings = event.readings();
        if (!haveSameNames(readings)) {
            passed.clear();
            readings.forEach(this::keep);
            return Optional.of(event);
        }
        var changed = readings.stream().filter(this::isChanged).toList();
        changed.forEach(this::keep);
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(changedOnly ? withReadings(event, changed) : event);
    }

    private boolean haveSameNames(List<Reading> readings) {
        var names = new HashSet<String>();
        readings.forEach(reading -> names.add(reading.resourceName()));
        return names.equals(passed.keySet());
    }

    private void keep(Reading reading) {
        passed.put(reading.resourceName(), fingerprint(reading));
    }

    private boolean isChanged(Reading reading) {
        var before = passed.get(reading.resourceName());
        var now = fingerprint(reading);
        if (before instanceof BigDecimal a && now instanceof BigDecimal b) {
            return a.subtract(b).abs().compareTo(threshold) > 0;
        }
        return !now.equals(before);
    }

    private static Object fingerprint(Reading reading) {
        return switch (reading.value()) {
            case ReadingValue.Simple(var text) -> reading.valueType().isNumber() ? number(text) : text;
            case ReadingValue.Binary binary -> ByteBuffer.wrap(sha256(binary.bytes()));
            case ReadingValue.Structured(var json) -> json;
            case ReadingValue.Numeric(var number) -> number;
            case ReadingValue.Null nothing -> nothing;
        };
    }

    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text; // NaN and the infinities differ from every number
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static Event withReadings(Event event, List<Reading> readings) {
        return new Event(
                event.apiVersion(),
                event.id(),
                event.deviceName(),
                event.profileName(),
                event.sourceName(),
                event.origin(),
                readings,
                event.tags(),
                event.extensions());
    }
}
