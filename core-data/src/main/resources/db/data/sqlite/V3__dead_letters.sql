-- Messages of which no event could be stored, with the first bytes of their payload. size: bytes as it came.
CREATE TABLE dead_letter (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    created INTEGER NOT NULL,
    size    INTEGER NOT NULL,
    kept    INTEGER NOT NULL,
    topic   TEXT NOT NULL,
    reason  TEXT NOT NULL,
    payload BLOB NOT NULL
);

-- How many had to go for newer ones.
CREATE TABLE dead_letter_dropped (
    number INTEGER NOT NULL
);
INSERT INTO dead_letter_dropped (number) VALUES (0);
