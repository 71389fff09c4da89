CREATE TABLE device_service (
    seq      BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    created  BIGINT  NOT NULL,
    document TEXT    NOT NULL,
    name     TEXT    NOT NULL UNIQUE
);
CREATE INDEX device_service_created ON device_service (created);

CREATE TABLE profile (
    seq          BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    created      BIGINT  NOT NULL,
    document     TEXT    NOT NULL,
    name         TEXT    NOT NULL UNIQUE,
    manufacturer TEXT,
    model        TEXT
);
CREATE INDEX profile_created ON profile (created);
CREATE INDEX profile_manufacturer ON profile (manufacturer, model);
CREATE INDEX profile_model ON profile (model);

-- Within one instance the rules hold these references; the database does between two instances that share it.
CREATE TABLE device (
    seq      BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    created  BIGINT  NOT NULL,
    document TEXT    NOT NULL,
    name     TEXT    NOT NULL UNIQUE,
    service  TEXT    NOT NULL REFERENCES device_service (name),
    profile  TEXT    REFERENCES profile (name),
    parent   TEXT
);
CREATE INDEX device_created ON device (created);
CREATE INDEX device_service_of ON device (service, created);
CREATE INDEX device_profile_of ON device (profile, created);
CREATE INDEX device_parent_of ON device (parent, created);

CREATE TABLE watcher (
    seq      BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    created  BIGINT  NOT NULL,
    document TEXT    NOT NULL,
    name     TEXT    NOT NULL UNIQUE,
    service  TEXT    NOT NULL,
    profile  TEXT
);
CREATE INDEX watcher_created ON watcher (created);
CREATE INDEX watcher_service_of ON watcher (service, created);
CREATE INDEX watcher_profile_of ON watcher (profile, created);
