-- The same as on SQLite; see there.
ALTER TABLE event ADD COLUMN era INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event DROP CONSTRAINT event_pkey;
DROP INDEX event_time;
ALTER TABLE event ADD PRIMARY KEY (shape, origin, id, part);
CREATE UNIQUE INDEX event_id ON event (era, id, part);

CREATE VIEW eras AS
    WITH RECURSIVE each (era) AS (
        SELECT min(era) FROM event
        UNION ALL
        SELECT (SELECT min(event.era) FROM event WHERE event.era > each.era) FROM each WHERE each.era IS NOT NULL
    )
    SELECT era FROM each WHERE era IS NOT NULL;
