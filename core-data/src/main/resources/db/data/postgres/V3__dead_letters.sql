-- The same as on SQLite; see there.
CREATE TABLE dead_letter (
    id      BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created BIGINT NOT NULL,
    size    BIGINT NOT NULL,
    kept    INTEGER NOT NULL,
    topic   TEXT NOT NULL,
    reason  TEXT NOT NULL,
    payload BYTEA NOT NULL
);

CREATE TABLE dead_letter_dropped (
    number BIGINT NOT NULL
);
INSERT INTO dead_letter_dropped (number) VALUES (0);
