package io.selvage.service;

import io.selvage.contracts.error.EdgeException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Why a service did not start, where Selvage itself says so: its own words, instead of a stack of beans that wait for each other. */
final class StartFailure implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        FailureAnalysis found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EdgeException edge) {
                found = new FailureAnalysis(edge.text(), null, edge);
            } else if (isOurs(cause)) {
                found = new FailureAnalysis(cause.getMessage(), null, cause);
            }
        }
        return found;
    }

    /** A refusal of a key or a file; what else is thrown so has not met what Selvage expects, and keeps its stack. */
    private static boolean isOurs(Throwable cause) {
        var stack = cause.getStackTrace();
        return cause instanceof IllegalStateException
                && stack.length > 0
                && stack[0].getClassName().startsWith("io.selvage.");
    }
}
