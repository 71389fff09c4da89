-- What a reading is apart from its value and time. Absent texts are empty.
CREATE TABLE series (
    id         INTEGER PRIMARY KEY,
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

-- What the rows of events have in common. kind 0: an event and its first readings, 1: further readings of an event,
-- 2: one further reading whose units, media type and tags stand in the row. series: ids in the order of the values.
CREATE TABLE shape (
    id      INTEGER PRIMARY KEY,
    kind    INTEGER NOT NULL,
    device  TEXT NOT NULL,
    source  TEXT NOT NULL,
    profile TEXT NOT NULL,
    tags    TEXT NOT NULL,
    series  TEXT NOT NULL,
    width   INTEGER NOT NULL,
    UNIQUE (device, source, kind, profile, tags, series)
);

CREATE TABLE shape_series (
    series   INTEGER NOT NULL,
    shape    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (series, shape, position)
) WITHOUT ROWID;
CREATE INDEX shape_series_shape ON shape_series (shape, position);

-- How many rows a shape has, and a time that none of them is later than.
CREATE TABLE tally (
    shape  INTEGER PRIMARY KEY,
    rows   INTEGER NOT NULL,
    newest INTEGER NOT NULL
);

-- Values too large for event: a search reads all of every row that it compares. bits in event.large: which values.
CREATE TABLE large (
    id       BLOB    NOT NULL,
    part     INTEGER NOT NULL,
    position INTEGER NOT NULL,
    value    NOT NULL,
    PRIMARY KEY (id, part, position)
);

-- One row an event, with up to 8 readings of its own time. An event with more has further rows: part 1, 2 ...; more: how many.
-- Clustered by shape and time: what a series has is read in one go, and each event is written to two B-trees only.
CREATE TABLE event (
    shape  INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    id     BLOB    NOT NULL,
    part   INTEGER NOT NULL,
    more   INTEGER NOT NULL,
    extra  TEXT,
    large  INTEGER NOT NULL,
    v0, v1, v2, v3, v4, v5, v6, v7,
    PRIMARY KEY (shape, origin, id, part)
) WITHOUT ROWID;
CREATE UNIQUE INDEX event_id ON event (id, part);

CREATE TRIGGER event_large AFTER DELETE ON event WHEN OLD.large <> 0 BEGIN
    DELETE FROM large WHERE id = OLD.id AND part = OLD.part;
END;
