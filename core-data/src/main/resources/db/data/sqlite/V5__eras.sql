-- An era are events that came one after the other; it ends when it has many. The index of the ids has one after the other:
-- what comes and what is deleted is in few pages of it, however large the store. An id is looked for in each era.
ALTER TABLE event ADD COLUMN era INTEGER NOT NULL DEFAULT 0;
DROP INDEX event_id;
CREATE UNIQUE INDEX event_id ON event (era, id, part);

CREATE VIEW eras AS
    WITH RECURSIVE each (era) AS (
        SELECT min(era) FROM event
        UNION ALL
        SELECT (SELECT min(event.era) FROM event WHERE event.era > each.era) FROM each WHERE each.era IS NOT NULL
    )
    SELECT era FROM each WHERE era IS NOT NULL;

-- Who deletes events deletes their large values: a trigger slows down each delete.
DROP TRIGGER event_large;
