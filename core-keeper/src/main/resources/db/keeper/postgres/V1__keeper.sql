-- the collation "C" orders by bytes, as queries for all below a key need it
CREATE TABLE key_value (
    name     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value    TEXT   NOT NULL,
    created  BIGINT NOT NULL,
    modified BIGINT NOT NULL
);

CREATE TABLE registration (
    seq        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    service_id TEXT NOT NULL UNIQUE,
    document   TEXT NOT NULL
);
