-- The processes that share the load: since when (ms since the epoch), last sign of life by the server's clock, and how many
-- events of the bus they have stored.
CREATE TABLE member (
    url     TEXT PRIMARY KEY,
    started BIGINT NOT NULL,
    beat    BIGINT NOT NULL,
    events  BIGINT NOT NULL
);
