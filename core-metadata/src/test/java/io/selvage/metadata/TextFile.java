package io.selvage.metadata;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.springframework.web.multipart.MultipartFile;

/** A file to upload. */
record TextFile(String text) implements MultipartFile {

    @Override
    public String getName() {
        return "file";
    }

    @Override
    public String getOriginalFilename() {
        return "profile.yaml";
    }

    @Override
    public String getContentType() {
        return "application/x-yaml";
    }

    @Override
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public long getSize() {
        return getBytes().length;
    }

    @Override
    public byte[] getBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(getBytes());
    }

    @Override
    public void transferTo(File destination) throws IOException {
        Files.write(destination.toPath(), getBytes());
    }
}
