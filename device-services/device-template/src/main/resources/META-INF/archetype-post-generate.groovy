// The plugin checks what it asks for, but nothing that stands on its command line.
def name = request.artifactId
if (!(name ==~ /device(-[a-z][a-z0-9]*)+/) || name.startsWith('device-device')) {
    new File(request.outputDirectory, name).deleteDir()
    throw new IllegalArgumentException("artifactId '" + name + "' is no name of a device service: it begins with device- "
        + 'and goes on in words of lower-case letters and digits, such as device-pump; the first is not device again')
}
