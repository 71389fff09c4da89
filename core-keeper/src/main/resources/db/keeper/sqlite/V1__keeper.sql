CREATE TABLE key_value (
    name     TEXT    NOT NULL PRIMARY KEY,
    value    TEXT    NOT NULL,
    created  INTEGER NOT NULL,
    modified INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE registration (
    seq        INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL UNIQUE,
    document   TEXT NOT NULL
);
