-- The two finer events that each coarse report fits best, with how well: one more event is held against these numbers.
CREATE TABLE standings (
    report INTEGER PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    best REAL, best_entry INTEGER, second REAL, second_entry INTEGER
) STRICT;
