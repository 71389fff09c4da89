package io.selvage.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * An event of five Float64 readings as bytes, about 1.5 KB, of which only ids and origins change from one copy to the
 * next: the load generator must cost little on a machine that it shares with what it measures.
 */
final class EventTemplate {

    private static final String ID = "IIIIIIII-IIII-4III-8III-IIIIIIIIIIII";
    private static final String ORIGIN = "1OOOOOOOOOOOOOOOOOO";
    private static final String DIGITS = "2.VVVVVVVVVVVVVVVV";
    private static final AtomicLong CLOCK = new AtomicLong(1_700_000_000_000_000_000L);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int[] ids;
    private final int[] origins;
    private final int[] values;

    /** @param frame what stands around the request, with {@code %s} in its place */
    EventTemplate(String device, String frame) {
        var text = frame.formatted(request(device));
        bytes = text.getBytes(StandardCharsets.US_ASCII);
        ids = placesOf(ID, text);
        origins = placesOf(ORIGIN, text);
        values = placesOf(DIGITS, text);
        randomize(values, DIGITS, 'V', 10);
    }

    private static String request(String device) {
        var readings = new StringBuilder();
        for (var i = 0; i < 5; i++) {
            readings.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"" + ID + "\",\"origin\":" + ORIGIN + ",\"deviceName\":\"" + device
                            + "\",\"resourceName\":\"Resource" + i
                            + "\",\"profileName\":\"BenchmarkProfile\",\"valueType\":\"Float64\",\"value\":\""
                            + DIGITS + "e+01\"}");
        }
        return "{\"apiVersion\":\"v3\",\"requestId\":\"" + ID + "\",\"event\":{\"apiVersion\":\"v3\",\"id\":\"" + ID
                + "\",\"deviceName\":\"" + device
                + "\",\"profileName\":\"BenchmarkProfile\",\"sourceName\":\"BenchmarkSource\",\"origin\":" + ORIGIN
                + ",\"readings\":[" + readings + "]}}";
    }

    private static int[] placesOf(String part, String text) {
        var places = IntStream.builder();
        for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            places.add(at);
        }
        return places.build().toArray();
    }

    int length() {
        return bytes.length;
    }

    /** The bytes of the next event; the array is used again by the next call. */
    byte[] next() {
        return at(CLOCK.addAndGet(1_000));
    }

    /** The bytes of an event of that time with values of its own. */
    byte[] measuredAt(long origin) {
        randomize(values, DIGITS, 'V', 10);
        return at(origin);
    }

    private byte[] at(long origin) {
        randomize(ids, ID, 'I', 16);
        for (var place : origins) {
            var rest = origin;
            for (var i = ORIGIN.length() - 1; i >= 0; i--) {
                bytes[place + i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return bytes;
    }

    private void randomize(int[] places, String pattern, char wild, int base) {
        var random = ThreadLocalRandom.current();
        for (var place : places) {
            for (var i = 0; i < pattern.length(); i++) {
                if (pattern.charAt(i) == wild) {
                    bytes[place + i] = HEX[random.nextInt(base)];
                }
            }
        }
    }
}
