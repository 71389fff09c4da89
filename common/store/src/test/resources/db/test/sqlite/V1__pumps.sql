CREATE TABLE pump (
    seq      INTEGER PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    created  INTEGER NOT NULL,
    document TEXT    NOT NULL,
    name     TEXT    NOT NULL UNIQUE,
    site     TEXT
);
CREATE INDEX pump_site ON pump (site);
