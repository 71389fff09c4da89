package io.selvage.device.sdk.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.watcher.ProvisionWatcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Profiles, devices and provision watchers from a web server. */
class RemoteFilesTest {

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final ProvisionFiles files = new ProvisionFiles(new RemoteFiles(
            name -> Map.of("type", "httpheader", "headername", "X-Key", "headercontents", "key of " + name)));
    private HttpServer server;
    private String address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        address = "localhost:" + server.getAddress().getPort() + "/files/index.json";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        requests.add(
                exchange.getRequestURI() + " " + headers.getFirst("Authorization") + " " + headers.getFirst("X-Key"));
        var page = pages.get(exchange.getRequestURI().getPath());
        var body = (page == null ? "none" : page).getBytes(StandardCharsets.UTF_8);
        var status = page == null ? 404 : page.equals("busy") ? 503 : 200;
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void anIndexNamesTheFilesBesideIt() {
        pages.put(
                "/files/index.json",
                "{\"Pump\": \"the pump.yaml\", \"Gone\": \"gone.yaml\", \"Notes\": \"notes.txt\"}");
        pages.put("/files/the pump.yaml", "{name: Pump}");

        assertThat(files.profiles("http://" + address))
                .extracting(DeviceProfile::name)
                .containsExactly("Pump");
        pages.put("/files/index.json", "[\"devices.json\"]");
        pages.put("/files/devices.json", "[{\"name\": \"a\", \"profileName\": \"Pump\"}]");
        assertThat(files.devices("http://" + address, "device-test"))
                .extracting(Device::name)
                .containsExactly("a");
        pages.put("/files/index.json", "{\"w\": \"w.json\"}");
        pages.put(
                "/files/w.json",
                "{\"name\": \"w\", \"identifiers\": {\"a\": \"b\"}, \"discoveredDevice\": {\"adminState\": \"UNLOCKED\"}}");
        assertThat(files.watchers("http://" + address, "device-test"))
                .extracting(ProvisionWatcher::name)
                .containsExactly("w");
    }

    @Test
    void theServerIsToldWhoAsksForTheIndexAndTheFiles() {
        pages.put("/files/index.json", "{\"Pump\": \"pump.yaml\"}");
        pages.put("/files/pump.yaml", "{name: Pump}");

        assertThat(files.profiles("http://user:pass@" + address)).hasSize(1);
        assertThat(requests)
                .containsExactly(
                        "/files/index.json Basic dXNlcjpwYXNz null", "/files/pump.yaml Basic dXNlcjpwYXNz null");
        requests.clear();
        assertThat(files.profiles("http://" + address + "?edgexSecretName=web")).hasSize(1);
        assertThat(requests)
                .containsExactly(
                        "/files/index.json?edgexSecretName=web null key of web",
                        "/files/pump.yaml?edgexSecretName=web null key of web");
    }

    @Test
    void aServerThatIsAwayOrBusyIsAskedAgain() {
        pages.put("/files/index.json", "busy");
        assertFails("http://user:pass@" + address, ErrorKind.COMMUNICATION_ERROR);
        pages.put("/files/index.json", "[\"a.json\"]");
        pages.put("/files/a.json", "busy");
        assertFails("http://user:pass@" + address, ErrorKind.COMMUNICATION_ERROR);
        server.stop(0);
        assertFails("http://user:pass@" + address, ErrorKind.COMMUNICATION_ERROR);
    }

    private void assertFails(String location, ErrorKind kind) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> files.profiles(location))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.text()).doesNotContain("pass@").contains("/files/"));
    }

    @Test
    void whatIsTooLargeForAFileIsNotReadToItsEnd() {
        var large = "# ".repeat(5 << 20);
        pages.put("/files/index.json", "[\"large.yaml\", \"pump.yaml\"]");
        pages.put("/files/large.yaml", large);
        pages.put("/files/pump.yaml", "{name: Pump}");

        assertThat(files.profiles("http://" + address))
                .extracting(DeviceProfile::name)
                .containsExactly("Pump");
        pages.put("/files/index.json", large);
        assertFails("http://" + address, ErrorKind.LIMIT_EXCEEDED);
    }

    @Test
    void anIndexThatIsNoneIsSaidSo() {
        pages.put("/files/index.json", "<html>");

        assertFails("http://" + address, ErrorKind.CONTRACT_INVALID);
    }
}
