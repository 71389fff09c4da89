package io.selvage.service;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.service.registry.ServiceDirectory;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where another service is: as the registry says, looked up every 5 s beside the requests, and before the next one after one
 * that failed.
 * While the registry is away or does not know the service, it is where it was, at first where {@code Clients} says.
 */
final class PeerAddress {

    private static final Logger LOG = LoggerFactory.getLogger(PeerAddress.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** An address to be used until then, and longer while another one is looked up unless that must come first. */
    private record Known(URI address, long until, boolean doubtful) {}

    private final String serviceKey;
    private final ServiceDirectory directory;
    private volatile Known known;

    PeerAddress(String serviceKey, ServiceDirectory directory, URI configured) {
        this.serviceKey = serviceKey;
        this.directory = directory;
        this.known = new Known(configured, System.nanoTime(), true);
    }

    /** Sends the request there. */
    ClientHttpResponse exchange(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
        var there = at(request.getURI(), address());
        try {
            return EdgeClients.exchange(
                    new HttpRequestWrapper(request) {
                        @Override
                        public URI getURI() {
                            return there;
                        }
                    },
                    body,
                    execution);
        } catch (EdgeException e) {
            if (e.kind() == ErrorKind.COMMUNICATION_ERROR) {
                known = new Known(known.address(), System.nanoTime(), true);
            }
            throw e;
        }
    }

    private static URI at(URI uri, URI address) {
        return UriComponentsBuilder.fromUri(uri)
                .scheme(address.getScheme())
                .host(address.getHost())
                .port(address.getPort())
                .build(true)
                .toUri();
    }

    private URI address() {
        var last = known;
        if (last.until() - System.nanoTime() > 0) {
            return last.address();
        }
        if (last.doubtful()) {
            return renewed(last.address());
        }
        known = fresh(last.address());
        Thread.ofVirtual().name("peer-address").start(() -> renewed(last.address()));
        return last.address();
    }

    private URI renewed(URI last) {
        var address = looked(last);
        known = fresh(address);
        return address;
    }

    private static Known fresh(URI address) {
        return new Known(address, System.nanoTime() + FRESH.toNanos(), false);
    }

    private URI looked(URI last) {
        try {
            var instances = directory.discovery().getInstances(serviceKey);
            if (!instances.isEmpty()) {
                var first = instances.getFirst();
                return new URI("http", null, first.getHost(), first.getPort(), null, null, null);
            }
            LOG.warn("{} does not know {}: it is asked for at {}", directory.name(), serviceKey, last);
        } catch (EdgeException e) {
            LOG.warn("{} is asked for at {}: {}", serviceKey, last, e.text());
        } catch (URISyntaxException e) {
            LOG.warn(
                    "{} is asked for at {}: {} has it at '{}', which is no name of a host (letters, digits and dashes)",
                    serviceKey,
                    last,
                    directory.name(),
                    e.getInput());
        }
        return last;
    }
}
