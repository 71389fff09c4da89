CREATE TABLE pump (
    seq      INTEGER PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    created  INTEGER NOT NULL,
    document TEXT    NOT NULL,
    name     TEXT    NOT NULL UNIQUE,
    site     TEXT
);
CREATE INDEX pump_site ON pump (site);

CREATE TABLE pump_label (
    label    TEXT NOT NULL,
    created  INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (label, created, document)
);
CREATE TRIGGER pump_unlabelled AFTER DELETE ON pump BEGIN
    DELETE FROM pump_label WHERE document = old.seq;
END;
