package io.selvage.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long core-metadata takes for a call while it has 10,000 devices and 1,000 profiles of 20 resources each. One
 * client, one call after the other, timed from the request to the last byte of the answer.
 */
final class MetadataBenchmark implements AutoCloseable {

    private static final int DEVICES = 10_000;
    private static final int PROFILES = 1_000;
    private static final int RESOURCES = 20;
    private static final int SERVICES = 10;
    private static final int BATCH = 250;
    private static final int WARM_UP = 150;
    private static final int CALLS = 400;
    private static final int UPLOADS = 5;
    private static final int UPLOADED_RESOURCES = 5_000;
    private static final long SEED = 42;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(SEED);
    private final String url;
    private final PrintStream out;

    MetadataBenchmark(int port, PrintStream out) {
        this.url = "http://localhost:" + port + "/api/v3";
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        fill();
        lists();
        searches();
        changes();
        uploads();
    }

    private void fill() throws IOException, InterruptedException {
        add("/deviceservice", 0, SERVICES, MetadataDocuments::service);
        for (var i = 0; i < PROFILES; i += BATCH) {
            add("/deviceprofile", i, BATCH, number -> MetadataDocuments.profile(number, RESOURCES));
        }
        for (var i = 0; i < DEVICES; i += BATCH) {
            add("/device?bypassValidation=true", i, BATCH, number -> MetadataDocuments.device(number, PROFILES));
        }
    }

    private void add(String path, int from, int count, IntFunction<String> document)
            throws IOException, InterruptedException {
        var batch = IntStream.range(from, from + count).mapToObj(document).collect(Collectors.joining(",", "[", "]"));
        var answer = send(to(path).POST(BodyPublishers.ofString(batch)), 207);
        if (answer.contains("\"statusCode\":4") || answer.contains("\"statusCode\":5")) {
            throw new IOException("not added: " + answer.substring(0, Math.min(answer.length(), 500)));
        }
    }

    private void lists() throws IOException, InterruptedException {
        get("devices, 20 from anywhere", () -> "/device/all?offset=" + random.nextInt(DEVICES));
        get("devices, 1,024 from anywhere", () -> "/device/all?limit=-1&offset=" + random.nextInt(DEVICES - 1024));
        get("devices by a label that 10 have", () -> "/device/all?labels=room-" + random.nextInt(1000));
        get(
                "devices by a label that all have, 20 from anywhere",
                () -> "/device/all?labels=all&offset=" + random.nextInt(DEVICES));
        get(
                "devices by two labels, 1,000 of 10,000",
                () -> "/device/all?labels=all,floor-" + random.nextInt(10) + "&limit=-1");
        get("devices of a service, 20 of 1,000", () -> "/device/service/name/service-" + random.nextInt(SERVICES));
        get(
                "devices of a service, all 1,000",
                () -> "/device/service/name/service-" + random.nextInt(SERVICES) + "?limit=-1");
        get("devices of a profile", () -> "/device/profile/name/profile-" + random.nextInt(PROFILES));
        get("profiles, 20 from anywhere", () -> "/deviceprofile/all?offset=" + random.nextInt(PROFILES));
        get("profiles, all 1,000", () -> "/deviceprofile/all?limit=-1");
        get("profiles by a label, 20 of 100", () -> "/deviceprofile/all?labels=kind-" + random.nextInt(10));
        get("basic infos, 20 from anywhere", () -> "/deviceprofile/basicinfo/all?offset=" + random.nextInt(PROFILES));
        get("basic infos, all 1,000", () -> "/deviceprofile/basicinfo/all?limit=-1");
        get("profiles of a manufacturer, 20 of 100", () -> "/deviceprofile/manufacturer/maker-" + random.nextInt(10));
        get("profiles of a model, 20 of 100", () -> "/deviceprofile/model/model-" + random.nextInt(10));
    }

    private void searches() throws IOException, InterruptedException {
        get("device by name", () -> "/device/name/device-" + random.nextInt(DEVICES));
        get("device exists", () -> "/device/check/name/device-" + random.nextInt(DEVICES));
        get("profile by name", () -> "/deviceprofile/name/profile-" + random.nextInt(PROFILES));
        get(
                "resource by name",
                () -> "/deviceresource/profile/profile-" + random.nextInt(PROFILES) + "/resource/resource-"
                        + random.nextInt(RESOURCES));
    }

    private void changes() throws IOException, InterruptedException {
        measure(
                "patch of a device",
                CALLS,
                () -> to("/device?bypassValidation=true")
                        .method("PATCH", BodyPublishers.ofString(MetadataDocuments.patch(random.nextInt(DEVICES)))));
        measure(
                "patch of a basic info",
                CALLS,
                () -> to("/deviceprofile/basicinfo")
                        .method(
                                "PATCH",
                                BodyPublishers.ofString(MetadataDocuments.basicInfo(random.nextInt(PROFILES)))));
        measure(
                "patch of a device service",
                CALLS,
                () -> to("/deviceservice")
                        .method("PATCH", BodyPublishers.ofString(MetadataDocuments.lock(random.nextInt(SERVICES)))));
    }

    private void uploads() throws IOException, InterruptedException {
        var times = new double[UPLOADS];
        for (var i = 0; i < UPLOADS; i++) {
            var part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.yaml\"\r\n\r\n"
                    + MetadataDocuments.yaml("large-" + i, UPLOADED_RESOURCES) + "\r\n--x--\r\n";
            var request = to("/deviceprofile/uploadfile")
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofString(part));
            times[i] = timed(request, 201);
        }
        print("upload of a YAML profile of 5,000 resources", times);
    }

    private interface Requests {
        HttpRequest.Builder next();
    }

    private interface Paths {
        String next();
    }

    private void get(String what, Paths paths) throws IOException, InterruptedException {
        measure(what, CALLS, () -> to(paths.next()));
    }

    private void measure(String what, int calls, Requests requests) throws IOException, InterruptedException {
        for (var i = 0; i < WARM_UP; i++) {
            timed(requests.next(), -1);
        }
        var times = new double[calls];
        for (var i = 0; i < calls; i++) {
            times[i] = timed(requests.next(), -1);
        }
        print(what, times);
    }

    private void print(String what, double[] times) {
        Arrays.sort(times);
        out.printf(
                Locale.ROOT,
                "%-52s p50 %7.2f ms   p99 %7.2f ms   max %7.2f ms%n",
                what,
                times[times.length / 2],
                times[Math.min(times.length - 1, times.length * 99 / 100)],
                times[times.length - 1]);
    }

    private double timed(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        var start = System.nanoTime();
        send(request, status);
        return (System.nanoTime() - start) / 1e6;
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    /** The answer, which has that status; 200 or 207 where it is negative. */
    private String send(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        var built = request.build();
        var answer = http.send(built, BodyHandlers.ofString());
        var isExpected =
                status < 0 ? answer.statusCode() == 200 || answer.statusCode() == 207 : answer.statusCode() == status;
        if (!isExpected) {
            throw new IOException(built.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
