-- The same tables as on SQLite; see there. Values are texts in the form in which they are answered, bytes in base64.
CREATE TABLE series (
    id         INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    device     TEXT NOT NULL,
    resource   TEXT NOT NULL,
    profile    TEXT NOT NULL,
    value_type TEXT NOT NULL,
    units      TEXT NOT NULL,
    media_type TEXT NOT NULL,
    tags       TEXT NOT NULL,
    UNIQUE (device, resource, profile, value_type, units, media_type, tags)
);
CREATE INDEX series_resource ON series (resource);

CREATE TABLE shape (
    id      INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind    SMALLINT NOT NULL,
    device  TEXT NOT NULL,
    source  TEXT NOT NULL,
    profile TEXT NOT NULL,
    tags    TEXT NOT NULL,
    series  TEXT NOT NULL,
    width   SMALLINT NOT NULL,
    UNIQUE (device, source, kind, profile, tags, series)
);

CREATE TABLE shape_series (
    series   INTEGER NOT NULL,
    shape    INTEGER NOT NULL,
    position SMALLINT NOT NULL,
    PRIMARY KEY (series, shape, position)
);
CREATE INDEX shape_series_shape ON shape_series (shape, position);

CREATE TABLE tally (
    shape  INTEGER PRIMARY KEY,
    rows   BIGINT NOT NULL,
    newest BIGINT NOT NULL
);

CREATE TABLE event (
    shape  INTEGER  NOT NULL,
    origin BIGINT   NOT NULL,
    id     UUID     NOT NULL,
    part   SMALLINT NOT NULL,
    more   SMALLINT NOT NULL,
    extra  TEXT,
    vals   TEXT[]   NOT NULL,
    PRIMARY KEY (id, part)
);
CREATE INDEX event_time ON event (shape, origin, id, part);
