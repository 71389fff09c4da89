package io.selvage.service;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.JsonFault;
import jakarta.servlet.http.HttpServletResponse;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Turns every failure of a request into EdgeX's answer for it. */
@RestControllerAdvice
final class ErrorAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAdvice.class);

    @ExceptionHandler
    ResponseEntity<BaseResponse> edgeException(EdgeException failure) {
        if (failure.kind().statusCode() >= 500) {
            LOG.warn("{}: {}", failure.kind(), failure.text());
        }
        return ResponseEntity.status(failure.kind().statusCode()).body(BaseResponse.error(null, failure));
    }

    @ExceptionHandler
    ResponseEntity<BaseResponse> unreadable(HttpMessageNotReadableException failure) {
        return edgeException(invalid(failure));
    }

    private static EdgeException invalid(HttpMessageNotReadableException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case EdgeException edge -> {
                    return edge;
                }
                case JacksonException json
                when !(json.getCause() instanceof EdgeException) -> {
                    return new EdgeException(
                            ErrorKind.CONTRACT_INVALID, "the body is not readable: " + JsonFault.text(json));
                }
                default -> {}
            }
        }
        return new EdgeException(ErrorKind.CONTRACT_INVALID, "EOF: the request has no body, or it broke off");
    }

    @ExceptionHandler
    ResponseEntity<BaseResponse> wrongParameter(MethodArgumentTypeMismatchException failure) {
        return edgeException(new EdgeException(
                ErrorKind.CONTRACT_INVALID, "'" + failure.getValue() + "' is no valid value for " + failure.getName()));
    }

    @ExceptionHandler({
        InvalidParameterException.class,
        ServletRequestBindingException.class,
        MissingServletRequestPartException.class,
        MultipartException.class
    })
    ResponseEntity<BaseResponse> unbindable(Exception failure) {
        return edgeException(new EdgeException(ErrorKind.CONTRACT_INVALID, String.valueOf(failure.getMessage())));
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    ResponseEntity<Map<String, String>> unknownPath() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND).body(Map.of("message", "Not Found"));
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    ResponseEntity<Map<String, String>> wrongMethod() {
        return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED).body(Map.of("message", "Method Not Allowed"));
    }

    /** An answer that broke off: passed on, so that the connection is closed and nobody takes it for whole. */
    @ExceptionHandler
    ResponseEntity<BaseResponse> brokenOff(UncheckedIOException failure, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw failure;
        }
        return other(failure);
    }

    @ExceptionHandler
    void clientGone(AsyncRequestNotUsableException failure) {
        LOG.debug("the client went away: {}", failure.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<BaseResponse> other(Exception failure) {
        LOG.error("request failed", failure);
        return ResponseEntity.internalServerError()
                .body(BaseResponse.error(null, EdgeException.of(failure, ErrorKind.SERVER_ERROR)));
    }
}
