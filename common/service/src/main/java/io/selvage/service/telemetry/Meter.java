package io.selvage.service.telemetry;

import io.selvage.contracts.metric.Metric.Field;
import java.util.List;

/** Something that measures. */
@FunctionalInterface
interface Meter {

    /** What it has measured by now. */
    List<Field> fields();
}
