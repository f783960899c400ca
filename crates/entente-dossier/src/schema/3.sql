-- Claims by what they are held against: only claims of one bucket are compared with each other.
CREATE TABLE compared (
    bucket INTEGER NOT NULL,        -- digest of the rule and of what the claims have in common
    source INTEGER NOT NULL,        -- number of the source
    claim INTEGER NOT NULL,         -- its place among the claims of the source
    mark INTEGER NOT NULL,          -- digest of what it says: claims of one mark do not contradict each other
    PRIMARY KEY (bucket, source, claim)
) STRICT, WITHOUT ROWID;

-- What a bucket yielded, or a source by itself (its number, negative); findings of one id are one conflict.
CREATE TABLE findings (
    conflict TEXT NOT NULL, bucket INTEGER NOT NULL,
    body TEXT NOT NULL,             -- JSON: a list of conflicts
    PRIMARY KEY (conflict, bucket)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_of_bucket ON findings (bucket);
CREATE INDEX conflicts_in_order ON conflicts (certainty DESC, kind, id);

-- Stale buckets are named b and their number, stale conflicts c and their id; an empty name stands for all.
DELETE FROM stale WHERE class = 0;
INSERT INTO stale (class, block) SELECT 0, '' WHERE EXISTS (SELECT 1 FROM sources);

-- Words of the entries by their number, so that a list can be narrowed to a text; entries that are gone lead nowhere.
CREATE VIRTUAL TABLE shown USING fts5 (terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
-- Entries whose words are to be put there.
CREATE TABLE unshown (number INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER entries_are_shown AFTER INSERT ON entries BEGIN
    INSERT OR IGNORE INTO unshown VALUES (new.number);
END;
INSERT INTO unshown SELECT number FROM entries;

-- Whether a source tells of an entry is seen in the index, however many tell of it.
DROP INDEX reports_of_entry;
CREATE INDEX reports_of_entry ON reports (entry, source) WHERE entry IS NOT NULL;

-- The entry that a disputed report backs, so that disputed entries are seen in an index.
ALTER TABLE disputes ADD COLUMN entry INTEGER;
UPDATE disputes SET entry = (SELECT entry FROM reports WHERE id = report);
CREATE INDEX disputes_of_entry ON disputes (entry, conflict) WHERE entry IS NOT NULL;
CREATE TRIGGER disputes_follow AFTER UPDATE OF entry ON reports BEGIN
    UPDATE disputes SET entry = new.entry WHERE report = new.id;
END;

-- What was planned, called off or denied, which is little beside what was.
CREATE INDEX entries_by_status ON entries (class, status, first, last, weight, id, kind, parties, ruled)
    WHERE status NOT IN ('occurred', 'ongoing');
