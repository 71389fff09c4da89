CREATE TABLE pump (
    seq      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id       TEXT   NOT NULL UNIQUE,
    created  BIGINT NOT NULL,
    document TEXT   NOT NULL,
    name     TEXT   NOT NULL UNIQUE,
    site     TEXT
);
CREATE INDEX pump_site ON pump (site);

CREATE TABLE pump_label (
    label    TEXT NOT NULL,
    created  BIGINT NOT NULL,
    document BIGINT NOT NULL REFERENCES pump (seq) ON DELETE CASCADE,
    PRIMARY KEY (label, created, document)
);
