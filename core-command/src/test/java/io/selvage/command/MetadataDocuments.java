package io.selvage.command;

/** What core-metadata answers, as documents. */
final class MetadataDocuments {

    private MetadataDocuments() {}

    static String device(String name, String service, String profile) {
        return """
                {"created": 1, "modified": 2, "id": "1d9d4a6e-6b8c-4a57-9d0f-2f7f3a3f4b11", "name": "%s",
                 "adminState": "UNLOCKED", "operatingState": "UP", "serviceName": "%s", "profileName": "%s",
                 "autoEvents": [], "protocols": {"other": {"Address": "x"}}, "properties": {}}""".formatted(name, service, profile);
    }

    static String deviceAnswer(String device) {
        return "{\"apiVersion\": \"v3\", \"statusCode\": 200, \"device\": " + device + "}";
    }

    static String serviceAnswer(String name, String url) {
        return """
                {"apiVersion": "v3", "statusCode": 200, "service": {"created": 1, "modified": 2,
                 "id": "2d9d4a6e-6b8c-4a57-9d0f-2f7f3a3f4b11", "name": "%s", "baseAddress": "%s",
                 "adminState": "UNLOCKED", "properties": {}}}""".formatted(name, url);
    }

    /** Commands {@code Status} (R), hidden {@code Secret}; resources {@code Speed} (RW), {@code Status} (R), hidden {@code Raw}. */
    static final String PUMP_PROFILE = """
            {"apiVersion": "v3", "statusCode": 200, "profile": {"name": "Pump", "apiVersion": "v3",
             "deviceResources": [
              {"name": "Speed", "isHidden": false, "properties": {"valueType": "Float32", "readWrite": "RW"}},
              {"name": "Status", "isHidden": false, "properties": {"valueType": "Int16", "readWrite": "R"}},
              {"name": "Raw", "isHidden": true, "properties": {"valueType": "Int16", "readWrite": "RW"}}],
             "deviceCommands": [
              {"name": "Status", "isHidden": false, "readWrite": "R",
               "resourceOperations": [{"deviceResource": "Status"}, {"deviceResource": "Raw"}]},
              {"name": "Secret", "isHidden": true, "readWrite": "R",
               "resourceOperations": [{"deviceResource": "Raw"}]}]}}""";
}
