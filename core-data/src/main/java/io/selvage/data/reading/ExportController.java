package io.selvage.data.reading;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.Reading;
import io.selvage.data.archive.Archive;
import io.selvage.data.archive.Selection;
import io.selvage.data.query.ListQuery;
import io.selvage.data.query.NumericForm;
import io.selvage.data.query.Times;
import io.selvage.data.query.Turns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/**
 * All readings of a selection in one answer, the oldest first, as fast as the client takes them; not of EdgeX. Parameters, none
 * of which must be there: {@code deviceName}, {@code resourceName} (several times for several), {@code start} and
 * {@code end} in ns, {@code format} ({@code ndjson} or {@code csv}, which {@code Accept: text/csv} says as well) and
 * {@code numeric}. An answer that breaks off before its end, breaks the connection.
 */
@RestController
class ExportController {

    private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);
    private static final int AT_ONCE = 4;

    private final Archive archive;
    private final Turns turns = new Turns(AT_ONCE, Duration.ZERO, "exports");

    ExportController(Archive archive) {
        this.archive = archive;
    }

    @GetMapping("/api/v3/reading/export")
    void export(HttpServletRequest request, HttpServletResponse response) {
        var selection = selection(request);
        var format = format(request);
        UnaryOperator<Reading> form =
                ListQuery.isTrue(request.getParameter("numeric")) ? NumericForm::of : UnaryOperator.identity();
        turns.take(() -> {
            write(archive.stretches(selection), format, form, response);
            return true;
        });
    }

    private static void write(
            Iterable<List<Reading>> stretches,
            ReadingFormat format,
            UnaryOperator<Reading> form,
            HttpServletResponse response) {
        response.setContentType(format.mediaType());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        try {
            var out = new BufferedOutputStream(response.getOutputStream());
            format.begin(out);
            for (var stretch : stretches) {
                for (var reading : stretch) {
                    format.write(form.apply(reading), out);
                }
                out.flush();
            }
            out.flush();
        } catch (IOException | JacksonException e) {
            LOG.debug("the client of an export went away: {}", e.toString());
        } catch (EdgeException e) {
            if (!response.isCommitted()) {
                response.resetBuffer();
                throw e;
            }
            LOG.warn("an export breaks off: {}", e.text());
            throw new UncheckedIOException(new IOException(e.text(), e));
        }
    }

    private static ReadingFormat format(HttpServletRequest request) {
        var name = request.getParameter("format");
        if (name == null) {
            var accept = orElse(request.getHeader(HttpHeaders.ACCEPT), "").toLowerCase(Locale.ROOT);
            return accept.contains(ReadingFormat.CSV.mediaType()) ? ReadingFormat.CSV : ReadingFormat.NDJSON;
        }
        return Arrays.stream(ReadingFormat.values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Required.invalid("format '" + name + "' is neither ndjson nor csv"));
    }

    private static Selection selection(HttpServletRequest request) {
        var resources = request.getParameterValues("resourceName");
        return Times.between(
                Selection.all()
                        .ofDevice(orElse(request.getParameter("deviceName"), ""))
                        .ofResources(resources == null ? List.of() : List.of(resources)),
                orElse(request.getParameter("start"), "0"),
                orElse(request.getParameter("end"), String.valueOf(Long.MAX_VALUE)));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
