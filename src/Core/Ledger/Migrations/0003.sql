-- Conditions that persons were told of and that have not cleared, and what each channel has still to tell.
CREATE TABLE alert (
    kind      TEXT NOT NULL,
    subject   TEXT NOT NULL,
    title     TEXT NOT NULL,
    text      TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;

CREATE TABLE notice (
    id        INTEGER PRIMARY KEY,
    channel   TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    raised_at TEXT    NOT NULL,
    cleared_at TEXT
);
CREATE INDEX notice_channel ON notice (channel, id);

-- How the tables grow. Knowing nothing, SQLite looks through a whole store, by the first column of the primary key, where an
-- index would lead to the row. These numbers stand for the shape of a large ledger, and nothing may measure them anew.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('listing', 'listing', '1000000 200000 1'),
    ('listing', 'listing_sku', '1000000 200000 2'),
    ('listing', 'listing_loose', '1000000 200000 2'),
    ('level', 'level', '1000000 500000 1'),
    ('level', 'level_sku', '1000000 2'),
    ('level', 'level_loose', '1000000 500000 2'),
    ('level', 'level_changed', '1000000 500000 50'),
    ('desired', 'desired', '1000000 200000 1'),
    ('desired', 'desired_state', '1000000 200000 1000');
