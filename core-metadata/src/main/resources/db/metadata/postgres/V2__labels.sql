-- Labels by which documents are filtered, each of a document once and in the order of the documents.
CREATE TABLE device_service_label (
    label    TEXT NOT NULL,
    created  BIGINT NOT NULL,
    document BIGINT NOT NULL REFERENCES device_service (seq) ON DELETE CASCADE,
    PRIMARY KEY (label, created, document)
);
CREATE INDEX device_service_label_of ON device_service_label (document);
INSERT INTO device_service_label (label, created, document)
    SELECT DISTINCT label.value, created, seq FROM device_service, json_array_elements_text(document::json -> 'labels') AS label;

CREATE TABLE profile_label (
    label    TEXT NOT NULL,
    created  BIGINT NOT NULL,
    document BIGINT NOT NULL REFERENCES profile (seq) ON DELETE CASCADE,
    PRIMARY KEY (label, created, document)
);
CREATE INDEX profile_label_of ON profile_label (document);
INSERT INTO profile_label (label, created, document)
    SELECT DISTINCT label.value, created, seq FROM profile, json_array_elements_text(document::json -> 'labels') AS label;

CREATE TABLE device_label (
    label    TEXT NOT NULL,
    created  BIGINT NOT NULL,
    document BIGINT NOT NULL REFERENCES device (seq) ON DELETE CASCADE,
    PRIMARY KEY (label, created, document)
);
CREATE INDEX device_label_of ON device_label (document);
INSERT INTO device_label (label, created, document)
    SELECT DISTINCT label.value, created, seq FROM device, json_array_elements_text(document::json -> 'labels') AS label;

CREATE TABLE watcher_label (
    label    TEXT NOT NULL,
    created  BIGINT NOT NULL,
    document BIGINT NOT NULL REFERENCES watcher (seq) ON DELETE CASCADE,
    PRIMARY KEY (label, created, document)
);
CREATE INDEX watcher_label_of ON watcher_label (document);
INSERT INTO watcher_label (label, created, document)
    SELECT DISTINCT label.value, created, seq FROM watcher, json_array_elements_text(document::json -> 'labels') AS label;

-- What a profile says about itself apart from its parts.
ALTER TABLE profile ADD COLUMN basicinfo TEXT;
UPDATE profile SET basicinfo = (document::jsonb - 'deviceResources' - 'deviceCommands' - 'apiVersion')::text;
ALTER TABLE profile ALTER COLUMN basicinfo SET NOT NULL;

DROP INDEX profile_manufacturer;
DROP INDEX profile_model;
CREATE INDEX profile_manufacturer ON profile (manufacturer, created);
CREATE INDEX profile_model ON profile (model, created);
CREATE INDEX profile_manufacturer_model ON profile (manufacturer, model, created);
