-- The same as on PostgreSQL, where several processes can share the load; see there.
CREATE TABLE member (
    url     TEXT PRIMARY KEY,
    started INTEGER NOT NULL,
    beat    INTEGER NOT NULL,
    events  INTEGER NOT NULL
);
