CREATE TABLE pump (
    seq      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id       TEXT   NOT NULL UNIQUE,
    created  BIGINT NOT NULL,
    document TEXT   NOT NULL,
    name     TEXT   NOT NULL UNIQUE,
    site     TEXT
);
CREATE INDEX pump_site ON pump (site);
