package io.selvage.device.sdk.boot;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Files that an index on a web server names: a JSON list of file names, or an object that gives each thing its file, next
 * to the index. Who asks is told by the user and password in the address, or by a secret that {@code edgexSecretName} in
 * its query names: {@code type} httpheader with {@code headername} and {@code headercontents}.
 */
final class RemoteFiles {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MOST_BYTES = 8 << 20;
    private static final String SECRET = "edgexSecretName=";

    private final Function<String, Map<String, String>> secrets;

    /** @param secrets the values of the secret of a name; throws where there is none */
    RemoteFiles(Function<String, Map<String, String>> secrets) {
        this.secrets = secrets;
    }

    static boolean isRemote(String location) {
        return location.startsWith("http://") || location.startsWith("https://");
    }

    /** The files that the index names; throws where it cannot be had. */
    List<ProvisionFile> files(String index) {
        var address = address(index);
        var names = new ArrayList<String>();
        for (var name : tree(index, get(address))) {
            names.add(name.asString(""));
        }
        return names.stream()
                .map(name -> new ProvisionFile(name + " of " + shown(address), name, () -> get(beside(address, name))))
                .toList();
    }

    private static JsonNode tree(String index, byte[] json) {
        try {
            return EdgeJson.mapper().readTree(json);
        } catch (JacksonException e) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID,
                    "the index " + shown(address(index)) + " is no JSON: " + e.getMessage());
        }
    }

    private static URI address(String location) {
        try {
            return URI.create(location);
        } catch (IllegalArgumentException e) {
            throw new EdgeException(ErrorKind.CONTRACT_INVALID, "the address of files is malformed: " + e.getMessage());
        }
    }

    private static URI beside(URI index, String name) {
        var path = index.getRawPath();
        var folder = path.substring(0, path.lastIndexOf('/') + 1);
        var file = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        var query = index.getRawQuery() == null ? "" : "?" + index.getRawQuery();
        return URI.create(index.getScheme() + "://" + index.getRawAuthority() + folder + file + query);
    }

    /** The address without what only its server should know. */
    private static String shown(URI address) {
        var port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
    }

    private byte[] get(URI address) {
        try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            return content(address, http.send(request(address), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new EdgeException(ErrorKind.COMMUNICATION_ERROR, shown(address) + " cannot be read: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.COMMUNICATION_ERROR, shown(address) + " was not read in time", e);
        }
    }

    private static byte[] content(URI address, HttpResponse<InputStream> answer) throws IOException {
        try (var body = answer.body()) {
            if (answer.statusCode() >= 300) {
                throw new EdgeException(
                        answer.statusCode() < 500 ? ErrorKind.ENTITY_DOES_NOT_EXIST : ErrorKind.COMMUNICATION_ERROR,
                        shown(address) + " is answered with status " + answer.statusCode());
            }
            var content = body.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new EdgeException(
                        ErrorKind.LIMIT_EXCEEDED,
                        shown(address) + " is larger than " + (MOST_BYTES >> 20)
                                + " MB, the most that a file may have");
            }
            return content;
        }
    }

    private HttpRequest request(URI address) {
        var authority = address.getRawAuthority().replaceFirst("^.*@", "");
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        var target = URI.create(address.getScheme() + "://" + authority + address.getRawPath() + query);
        var request = HttpRequest.newBuilder(target).timeout(TIMEOUT);
        if (address.getUserInfo() != null) {
            var user = address.getUserInfo().getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
        }
        addSecretHeader(query, request);
        return request.build();
    }

    private void addSecretHeader(String query, HttpRequest.Builder request) {
        var start = query.indexOf(SECRET);
        if (start < 0) {
            return;
        }
        var name = query.substring(start + SECRET.length()).replaceFirst("&.*", "");
        var secret = secrets.apply(name);
        var header = secret.getOrDefault("headername", "");
        var contents = secret.getOrDefault("headercontents", "");
        if (!"httpheader".equals(secret.get("type")) || header.isEmpty() || contents.isEmpty()) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID,
                    "secret " + name + " needs type httpheader, a headername and headercontents");
        }
        request.header(header, contents);
    }
}
