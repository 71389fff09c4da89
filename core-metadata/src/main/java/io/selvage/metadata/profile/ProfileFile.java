package io.selvage.metadata.profile;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.json.JsonFault;
import io.selvage.contracts.profile.DeviceProfile;
import java.io.IOException;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JacksonException;

/** An uploaded profile: YAML, of which JSON is a part. */
final class ProfileFile {

    private ProfileFile() {}

    /** The profile in the file; CONTRACT_INVALID where there is none or it is not valid. */
    static DeviceProfile read(MultipartFile file) {
        try (var in = file.getInputStream()) {
            return EdgeJson.yaml().readValue(in, DeviceProfile.class);
        } catch (JacksonException e) {
            throw e.getCause() instanceof EdgeException invalid
                    ? invalid
                    : new EdgeException(
                            ErrorKind.CONTRACT_INVALID, "profile file not readable: " + JsonFault.text(e), e);
        } catch (IOException e) {
            throw new EdgeException(ErrorKind.IO_ERROR, "profile file not readable: " + e, e);
        }
    }
}
