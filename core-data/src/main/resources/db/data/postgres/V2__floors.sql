-- The same as on SQLite; see there.
ALTER TABLE tally ADD COLUMN floor BIGINT NOT NULL DEFAULT -9223372036854775808;
ALTER TABLE tally ADD COLUMN orphans SMALLINT NOT NULL DEFAULT 0;
CREATE INDEX tally_floor ON tally (floor);
-- Of two processes one may sweep a series while the other makes a shape of it.
ALTER TABLE shape_series ADD FOREIGN KEY (series) REFERENCES series (id);
