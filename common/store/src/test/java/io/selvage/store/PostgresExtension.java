package io.selvage.store;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a test a new schema on a real PostgreSQL as a parameter of type {@link DatabaseLocation}; skips it where no server
 * can be started.
 */
public final class PostgresExtension implements ParameterResolver, ExecutionCondition {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var problem = Databases.problemOfServer(context);
        if (problem.isEmpty()) {
            return ConditionEvaluationResult.enabled("PostgreSQL runs");
        }
        LOG.warn("{} is skipped: {}", context.getDisplayName(), problem);
        return ConditionEvaluationResult.disabled(problem);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DatabaseLocation.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Databases.schema(context);
    }
}
