package io.selvage.device.sdk.test;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A service that runs for all tests of a class where JUnit says so before them, otherwise for each anew. */
abstract class ServiceLifecycle implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private final ServiceSettings settings;
    private @Nullable RunningService running;
    private boolean forAll;

    ServiceLifecycle(ServiceSettings settings) {
        this.settings = settings;
    }

    ServiceSettings settings() {
        return settings;
    }

    RunningService running() {
        if (running == null) {
            throw new IllegalStateException(
                    "the service is not running: is the extension in a field with @RegisterExtension?");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = RunningService.start(settings);
        forAll = true;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (forAll) {
            running().core().events().clear();
        } else {
            running = RunningService.start(settings);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forAll) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
        forAll = false;
    }

    private void stop() {
        var ending = running;
        running = null;
        if (ending != null) {
            ending.close();
        }
    }
}
