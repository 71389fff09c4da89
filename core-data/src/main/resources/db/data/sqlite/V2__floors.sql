-- What is deleted is hidden at once and removed later: a row of event is there while its origin is above the floor of its
-- shape. A shape whose floor stands in the way of new rows is retired: series ends in ';' and its id, so that another takes
-- its place. orphans 1: rows may be there whose event is not any more.
ALTER TABLE tally ADD COLUMN floor INTEGER NOT NULL DEFAULT -9223372036854775808;
ALTER TABLE tally ADD COLUMN orphans INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tally_floor ON tally (floor);
