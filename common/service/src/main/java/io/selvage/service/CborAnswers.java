package io.selvage.service;

import io.selvage.contracts.json.EdgeJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.converter.cbor.JacksonCborHttpMessageConverter;

/** Reads the CBOR that device services answer with where an event has bytes; requests stay JSON. */
final class CborAnswers extends JacksonCborHttpMessageConverter {

    CborAnswers() {
        super(EdgeJson.cbor());
    }

    @Override
    protected boolean canWrite(@Nullable MediaType mediaType) {
        return false;
    }
}
