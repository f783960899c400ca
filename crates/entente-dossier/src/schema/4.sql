-- How many sources were published on each day, so that it is seen how many could look back on one.
ALTER TABLE sources ADD COLUMN issued INTEGER;          -- days since 1970-01-01
UPDATE sources SET issued = CAST(julianday(CASE length(published)
    WHEN 10 THEN published WHEN 7 THEN published || '-01' WHEN 4 THEN published || '-01-01' END) - 2440587.5 AS INTEGER);
CREATE TABLE issues (day INTEGER PRIMARY KEY, sources INTEGER NOT NULL) STRICT;
INSERT INTO issues SELECT issued, count(*) FROM sources WHERE issued IS NOT NULL GROUP BY issued;
CREATE TRIGGER issues_grow AFTER INSERT ON sources WHEN new.issued IS NOT NULL BEGIN
    INSERT INTO issues VALUES (new.issued, 1) ON CONFLICT DO UPDATE SET sources = sources + 1;
    INSERT OR IGNORE INTO stale (class, block) VALUES (6, '');
END;
CREATE TRIGGER issues_shrink AFTER DELETE ON sources WHEN old.issued IS NOT NULL BEGIN
    UPDATE issues SET sources = sources - 1 WHERE day = old.issued;
    DELETE FROM issues WHERE day = old.issued AND sources = 0;
    INSERT OR IGNORE INTO stale (class, block) VALUES (6, '');
END;
-- Days are weighed anew.
INSERT OR IGNORE INTO stale (class, block) VALUES (6, '');
