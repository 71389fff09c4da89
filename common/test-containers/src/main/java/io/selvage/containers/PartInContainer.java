package io.selvage.containers;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A broker, a database or a registry in a container, for tests. Only images that are on this machine are used: {@code
 * docker pull} brings the public ones, {@code docker-compose/offline/build} makes them of Debian's packages.
 */
public final class PartInContainer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartInContainer.class);

    private final GenericContainer<?> container;
    private final int inside;

    private PartInContainer(GenericContainer<?> container, int inside) {
        this.container = container;
        this.inside = inside;
    }

    /** Whether tests that can have a part otherwise, too, are to take it from a container: {@code -Dselvage.containers=true}. */
    public static boolean isPreferred() {
        return Boolean.getBoolean("selvage.containers");
    }

    /**
     * Starts a container and waits until its port takes connections.
     *
     * @param image such as {@code redis:8}
     * @param port inside of the container
     * @param environment variables, each {@code NAME=VALUE}
     * @param command in the place of the image's; none for that of the image
     * @throws TestAbortedException where there is no engine or no such image
     */
    public static PartInContainer start(String image, int port, List<String> environment, String... command) {
        require(image);
        var container = new GenericContainer<>(DockerImageName.parse(image));
        container.withExposedPorts(port).waitingFor(Wait.forListeningPorts(port));
        for (var variable : environment) {
            var parts = variable.split("=", 2);
            container.withEnv(parts[0], parts[1]);
        }
        return start(container, port, command);
    }

    /**
     * Starts a container in the network of this machine, which reaches what listens on the machine's loopback alone; whoever
     * needs it waits until it answers.
     *
     * @param port that it takes on this machine
     * @throws TestAbortedException where there is no engine on Linux, or no such image
     */
    public static PartInContainer startOnHost(String image, int port, String... command) {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            throw new TestAbortedException("skipped: only on Linux are containers in the network of the machine");
        }
        require(image);
        return start(
                new GenericContainer<>(DockerImageName.parse(image))
                        .withNetworkMode("host")
                        .waitingFor(new Immediately()),
                port,
                command);
    }

    private static PartInContainer start(GenericContainer<?> container, int port, String... command) {
        container.withImagePullPolicy(_ -> false);
        if (command.length > 0) {
            container.withCommand(command);
        }
        try {
            container.start();
        } catch (RuntimeException e) {
            container.stop();
            throw e;
        }
        LOG.info("{} runs in a container", container.getDockerImageName());
        return new PartInContainer(container, port);
    }

    private static void require(String image) {
        problemOf(image).ifPresent(problem -> {
            throw new TestAbortedException("skipped: " + problem);
        });
    }

    private static final class Immediately extends AbstractWaitStrategy {

        @Override
        protected void waitUntilReady() {
            // nothing is known of what runs inside
        }
    }

    /** Why there can be no container of the image; empty where there can. */
    public static Optional<String> problemOf(String image) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers here, for a container of " + image);
        }
        try {
            DockerClientFactory.instance().client().inspectImageCmd(image).exec();
            return Optional.empty();
        } catch (NotFoundException e) {
            return Optional.of("the image " + image + " is not on this machine");
        } catch (DockerException e) {
            return Optional.of("the Docker engine does not tell of " + image + ": " + e);
        }
    }

    /** Where the port of the container is reached from here. */
    public int port() {
        return container.getMappedPort(inside);
    }

    /** The name under which it is reached from here. */
    public String host() {
        return container.getHost();
    }

    /** What it has said. */
    public String log() {
        return container.getLogs();
    }

    /** Ends it, and all that it kept. */
    @Override
    public void close() {
        container.stop();
    }
}
