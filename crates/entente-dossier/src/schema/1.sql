-- Settings of the dossier: parties, and counters of what changed.
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Sources as they came in, byte for byte, packed with DEFLATE.
CREATE TABLE blobs (
    id BLOB PRIMARY KEY,            -- SHA-256 of the bytes
    origin TEXT NOT NULL,           -- path or address as given
    hints TEXT NOT NULL,            -- JSON: what the person who added it said about it
    size INTEGER NOT NULL,          -- bytes before packing
    added TEXT NOT NULL,            -- RFC 3339 in UTC
    packed BLOB NOT NULL
) STRICT;

-- Documents: one a source, or many where the source is a file of documents.
CREATE TABLE sources (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,        -- SHA-256 that the reading names
    blob BLOB NOT NULL REFERENCES blobs (id),
    origin TEXT NOT NULL,
    title TEXT, publisher TEXT, published TEXT, lang TEXT,
    added TEXT NOT NULL,            -- RFC 3339 in UTC
    size INTEGER NOT NULL,          -- bytes
    events INTEGER NOT NULL,        -- reports of events
    extractor TEXT NOT NULL,        -- version and digest of what made the reading
    claims BLOB NOT NULL,           -- what it claims, as JSON, packed with DEFLATE
    reading BLOB NOT NULL           -- the reading as JSON, packed with DEFLATE
) STRICT;
CREATE INDEX sources_of_blob ON sources (blob);

CREATE TABLE refused (
    origin TEXT PRIMARY KEY, id BLOB, size INTEGER NOT NULL, reason TEXT NOT NULL, added TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What one source says about one thing.
CREATE TABLE reports (
    number INTEGER PRIMARY KEY,     -- rows lie in the order of adding: a new source touches the end of the table only
    id INTEGER NOT NULL UNIQUE,     -- 55 bits of a digest of source, words with what stands around them, kind, number
    class INTEGER NOT NULL,         -- event, agreement, quantity, statement, person
    source INTEGER NOT NULL REFERENCES sources (number),
    block TEXT NOT NULL,            -- only reports of one block can tell of one thing
    entry INTEGER,                  -- the entry it backs; NULL until the block is folded
    face TEXT,                      -- JSON: what it is compared by, where that is less than the body
    body TEXT NOT NULL              -- JSON
) STRICT;
CREATE INDEX reports_of_source ON reports (source);
CREATE INDEX reports_of_block ON reports (class, block);
CREATE INDEX reports_of_entry ON reports (entry);

-- Blocks whose reports changed since they were last folded.
CREATE TABLE stale (class INTEGER NOT NULL, block TEXT NOT NULL, PRIMARY KEY (class, block)) STRICT, WITHOUT ROWID;

-- The lines of the record; everything here can be made again from the reports and the decisions.
CREATE TABLE entries (
    number INTEGER PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,     -- the id of its leading report
    class INTEGER NOT NULL,
    block TEXT NOT NULL,
    first INTEGER, last INTEGER,    -- days since 1970-01-01; NULL where undated
    wide INTEGER NOT NULL,          -- 1 where more than some months lie between first and last
    kind TEXT NOT NULL, status TEXT NOT NULL,
    parties TEXT NOT NULL,          -- ",RUS,KOR,"
    base REAL NOT NULL,             -- weight by its own merits
    weight REAL NOT NULL,           -- weight among what else was told of its day
    ruled TEXT,                     -- accepted or rejected by a person
    own INTEGER NOT NULL,           -- reports of its block that back it
    body TEXT NOT NULL              -- JSON without the reports
) STRICT;
CREATE INDEX entries_of_block ON entries (class, block);
-- Everything that a list is narrowed by and ordered by, so that only the lines that are shown are read.
CREATE INDEX entries_in_time ON entries (class, wide, first, last, kind, status, parties, weight, ruled, id);
CREATE INDEX entries_by_weight ON entries (class, weight DESC, first, id);

-- Which days a source mentions; copies have the same words.
CREATE TABLE mentions (
    day INTEGER NOT NULL,           -- days since 1970-01-01
    source INTEGER NOT NULL REFERENCES sources (number),
    later INTEGER NOT NULL,         -- days from the day to the publication of the source
    words INTEGER NOT NULL,         -- digest of the words around it
    PRIMARY KEY (day, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_of_source ON mentions (source);

-- What does not fit together.
CREATE TABLE conflicts (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, certainty REAL NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
    source BLOB NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    conflict TEXT NOT NULL REFERENCES conflicts (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX claims_of_source ON claims (source);
CREATE INDEX claims_of_conflict ON claims (conflict);

-- What people ruled; rows are only ever added.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, made TEXT NOT NULL, person TEXT NOT NULL,
    body TEXT NOT NULL              -- JSON: the decision, and the words of the reports that it is about
) STRICT;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT raise(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions BEGIN SELECT raise(ABORT, 'decisions are never deleted'); END;

-- Passages of the sources for the search; the words are made by the program.
CREATE TABLE passages (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (number),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL      -- code points
) STRICT;
CREATE INDEX passages_of_source ON passages (source);
CREATE VIRTUAL TABLE words USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii');
