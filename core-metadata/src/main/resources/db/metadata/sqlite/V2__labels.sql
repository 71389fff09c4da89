-- Labels by which documents are filtered, each of a document once and in the order of the documents.
CREATE TABLE device_service_label (
    label    TEXT NOT NULL,
    created  INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (label, created, document)
) WITHOUT ROWID;
CREATE INDEX device_service_label_of ON device_service_label (document);
INSERT INTO device_service_label (label, created, document)
    SELECT DISTINCT label.value, created, seq FROM device_service, json_each(document, '$.labels') AS label;

CREATE TABLE profile_label (
    label    TEXT NOT NULL,
    created  INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (label, created, document)
) WITHOUT ROWID;
CREATE INDEX profile_label_of ON profile_label (document);
INSERT INTO profile_label (label, created, document)
    SELECT DISTINCT label.value, created, seq FROM profile, json_each(document, '$.labels') AS label;

CREATE TABLE device_label (
    label    TEXT NOT NULL,
    created  INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (label, created, document)
) WITHOUT ROWID;
CREATE INDEX device_label_of ON device_label (document);
INSERT INTO device_label (label, created, document)
    SELECT DISTINCT label.value, created, seq FROM device, json_each(document, '$.labels') AS label;

CREATE TABLE watcher_label (
    label    TEXT NOT NULL,
    created  INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (label, created, document)
) WITHOUT ROWID;
CREATE INDEX watcher_label_of ON watcher_label (document);
INSERT INTO watcher_label (label, created, document)
    SELECT DISTINCT label.value, created, seq FROM watcher, json_each(document, '$.labels') AS label;

-- What a profile says about itself apart from its parts; the document stands last, since whatever stands after a long
-- one is read through it.
CREATE TABLE profile_2 (
    seq          INTEGER PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    created      INTEGER NOT NULL,
    name         TEXT    NOT NULL UNIQUE,
    manufacturer TEXT,
    model        TEXT,
    basicinfo    TEXT    NOT NULL,
    document     TEXT    NOT NULL
);
INSERT INTO profile_2 (seq, id, created, name, manufacturer, model, basicinfo, document)
    SELECT seq, id, created, name, manufacturer, model,
        json_remove(document, '$.deviceResources', '$.deviceCommands', '$.apiVersion'), document
    FROM profile;
DROP TABLE profile;
ALTER TABLE profile_2 RENAME TO profile;
CREATE INDEX profile_created ON profile (created);
CREATE INDEX profile_manufacturer ON profile (manufacturer, created);
CREATE INDEX profile_model ON profile (model, created);
CREATE INDEX profile_manufacturer_model ON profile (manufacturer, model, created);

CREATE TRIGGER device_service_unlabelled AFTER DELETE ON device_service BEGIN
    DELETE FROM device_service_label WHERE document = old.seq;
END;
CREATE TRIGGER profile_unlabelled AFTER DELETE ON profile BEGIN
    DELETE FROM profile_label WHERE document = old.seq;
END;
CREATE TRIGGER device_unlabelled AFTER DELETE ON device BEGIN
    DELETE FROM device_label WHERE document = old.seq;
END;
CREATE TRIGGER watcher_unlabelled AFTER DELETE ON watcher BEGIN
    DELETE FROM watcher_label WHERE document = old.seq;
END;
