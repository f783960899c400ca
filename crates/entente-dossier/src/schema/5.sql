-- What of the leading report decides who may join it, so that a new report is held against those entries alone: the
-- parties of an event (JSON), the time of a figure, the sound of a speaker's name.
ALTER TABLE entries ADD COLUMN lead TEXT;
UPDATE entries SET lead = (SELECT face ->> '$.p' FROM reports WHERE reports.id = entries.id) WHERE class = 1;
DROP INDEX entries_of_block;
CREATE INDEX entries_of_block ON entries (class, block, lead, id);
-- The others are folded again, for the program alone knows the sounds.
DELETE FROM entries WHERE class IN (3, 4);
INSERT OR REPLACE INTO stale (class, block) SELECT DISTINCT class, block FROM reports WHERE class IN (3, 4);

-- Who takes part in which event, by the numbers of their reports in one source.
CREATE TABLE acts (person INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (person, event)) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO acts (person, event)
    SELECT persons.number, events.number FROM reports AS events, json_each(events.body, '$.people') AS named
    JOIN reports AS persons ON persons.source = events.source AND persons.class = 5 AND persons.body ->> '$.name' = named.value
    WHERE events.class = 1;

-- Coarse reports that may mean another event than before, by their block: they alone are looked at again.
CREATE TABLE unsettled (block TEXT NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (block, report)) STRICT, WITHOUT ROWID;
