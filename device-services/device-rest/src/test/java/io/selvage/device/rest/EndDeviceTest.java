package io.selvage.device.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndDeviceTest {

    private static EndDevice of(String properties) {
        return EndDevice.of(EdgeJson.yaml().readValue("""
                {name: scale, profileName: Shop, serviceName: device-rest, adminState: UNLOCKED, operatingState: UP,
                 protocols: {REST: %s}}""".formatted(properties), Device.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {Host: 127.0.0.1, Port: '5000', Path: api}         | http://127.0.0.1:5000/api/a%20b%2Fc
            {Host: pi.local, Port: 80, Path: /v1/things/}      | http://pi.local:80/v1/things/a%20b%2Fc
            {Host: '::1', Port: '80', Path: ''}                | http://[::1]:80/a%20b%2Fc
            {Host: pi, Port: '80'}                             | http://pi:80/a%20b%2Fc
            """)
    void theResourceEndsTheUrl(String properties, String url) {
        assertThat(of(properties).urlOf("a b/c", Map.of())).hasToString(url);
        assertThat(of(properties).urlOf("a b/c", Map.of("urlRawQuery", "x=%31&y")))
                .hasToString(url + "?x=%31&y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {Port: '80', Path: ''}                        | Host is missing
            {Host: pi, Path: ''}                          | Port is missing
            {Host: pi, Port: '0', Path: ''}               | Port 0
            {Host: pi, Port: http, Path: ''}              | Port 'http'
            {Host: a b, Port: '80', Path: ''}             | no URL
            {Host: pi, Port: '80', Path: 'a b'}           | no URL
            {Host: a_b, Port: '80', Path: ''}             | is no name of a host
            {Host: pi, Port: '80', Path: '', Timeout: x}  | Timeout
            """)
    void propertiesThatCannotWorkAreRefused(String properties, String reason) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> of(properties))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID))
                .withMessageContaining("device scale, protocol REST")
                .withMessageContaining(reason);
    }

    @Test
    void aQueryThatCannotBePassedOnIsRefused() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> of("{Host: pi, Port: '80'}").urlOf("a", Map.of("urlRawQuery", "x=%zz")))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID))
                .withMessageContaining("x=%zz");
    }
}
