package io.selvage.box.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A chamber that a heater brings to its setpoint and that cools by itself. It is worked out when it is looked at. */
final class Oven {

    private static final double ROOM = 20;
    private static final double SECONDS_TO_HEAT = 60;
    private static final double SECONDS_TO_COOL = 300;
    private static final double RIPPLE = 0.8;
    private static final double SECONDS_OF_A_RIPPLE = 20;

    /** What can be seen of the oven at one time. */
    record State(float temperature, int pressure, boolean ready) {}

    private final InstantSource clock;
    private final Instant start;
    private Instant last;
    private double chamber = ROOM;

    Oven(InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
        this.last = start;
    }

    /** The state now, if heater and setpoint have been so since the last call. */
    State after(boolean heater, double setpoint) {
        var now = clock.instant();
        var aim = heater ? setpoint : ROOM;
        var inertia = aim > chamber ? SECONDS_TO_HEAT : SECONDS_TO_COOL;
        chamber += (aim - chamber) * (1 - Math.exp(-seconds(last, now) / inertia));
        last = now;
        var ripple = RIPPLE * Math.sin(seconds(start, now) / SECONDS_OF_A_RIPPLE * 2 * Math.PI);
        var pressure = 1013 + Math.round((chamber + ripple - ROOM) / 4);
        return new State((float) (chamber + ripple), (int) pressure, heater && Math.abs(chamber - setpoint) < 5);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
