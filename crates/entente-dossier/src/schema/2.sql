-- So that a part of a list is found in an index, and only the lines that are shown are read.
ALTER TABLE entries ADD COLUMN sources INTEGER NOT NULL DEFAULT 1; -- how many sources tell of it
UPDATE entries SET sources = (SELECT count(DISTINCT source) FROM reports WHERE entry = entries.id);
-- What a list of its class is ordered or narrowed by: the place of an event, a measure, a speaker, a person.
ALTER TABLE entries ADD COLUMN word TEXT GENERATED ALWAYS AS (CASE class
    WHEN 1 THEN body ->> '$.place' WHEN 3 THEN body ->> '$.measure'
    WHEN 4 THEN body ->> '$.speaker' WHEN 5 THEN body ->> '$.name' END) VIRTUAL;
ALTER TABLE entries ADD COLUMN topics TEXT GENERATED ALWAYS AS (CASE class WHEN 4 THEN body ->> '$.topics' END) VIRTUAL;
ALTER TABLE entries ADD COLUMN mode TEXT GENERATED ALWAYS AS (CASE class WHEN 4 THEN body ->> '$.mode' END) VIRTUAL;
ALTER TABLE entries ADD COLUMN dated INTEGER GENERATED ALWAYS AS (CASE class WHEN 3 THEN body ->> '$.as_of' IS NOT NULL END) VIRTUAL;
CREATE INDEX entries_of_people ON entries (weight DESC, word, id, parties, ruled) WHERE class = 5;
CREATE INDEX entries_of_figures ON entries (kind, word, first, last, wide, id, status, dated, parties, ruled) WHERE class = 3;
CREATE INDEX entries_of_statements
    ON entries (first, last, wide, weight, id, kind, word, topics, mode, parties, ruled) WHERE class = 4;
CREATE INDEX entries_of_places
    ON entries (word, weight DESC, first, last, wide, id, kind, status, parties, ruled) WHERE class = 1 AND word IS NOT NULL;
-- What backs no entry yet need not be found by its entry.
DROP INDEX reports_of_entry;
CREATE INDEX reports_of_entry ON reports (entry) WHERE entry IS NOT NULL;
CREATE INDEX entries_ruled ON entries (class, id, ruled) WHERE ruled IS NOT NULL;

CREATE INDEX sources_in_list ON sources (origin, id, title, publisher, published, lang, added, size, events);
CREATE INDEX sources_by_extractor ON sources (extractor);

-- Reports that tell what a contradiction is about.
CREATE TABLE disputes (
    report INTEGER NOT NULL,
    conflict TEXT NOT NULL REFERENCES conflicts (id) ON DELETE CASCADE,
    PRIMARY KEY (report, conflict)
) STRICT, WITHOUT ROWID;
CREATE INDEX disputes_of_conflict ON disputes (conflict);
INSERT OR IGNORE INTO stale (class, block) VALUES (0, '');
-- Where only new reports made a block stale: the number of the first of them; NULL where anything else changed.
ALTER TABLE stale ADD COLUMN fresh INTEGER;
