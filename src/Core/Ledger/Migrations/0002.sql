-- What the running service needs to work on changes alone: which levels changed since a store was last planned, and which
-- listings and levels can have the same SKU. "loose" is the SKU under the loosest rule of matching (SkuKey.Loosest).

-- Grows with every transaction that changes what a level says; readers see such a number only together with the changes.
CREATE TABLE change (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    last INTEGER NOT NULL
);
INSERT INTO change (id, last) VALUES (1, 1);

ALTER TABLE level ADD COLUMN loose TEXT;
ALTER TABLE level ADD COLUMN changed INTEGER NOT NULL DEFAULT 1;
UPDATE level SET loose = loosest(sku);
CREATE INDEX level_loose ON level (account, loose);
CREATE INDEX level_changed ON level (account, changed);

-- SKUs that an offer had before: whoever shared one may be its only bearer now.
CREATE TABLE vacated (
    account TEXT    NOT NULL,
    loose   TEXT    NOT NULL,
    changed INTEGER NOT NULL,
    PRIMARY KEY (account, loose)
) WITHOUT ROWID;
CREATE INDEX vacated_changed ON vacated (account, changed);

ALTER TABLE listing ADD COLUMN loose TEXT;
UPDATE listing SET loose = loosest(sku);
CREATE INDEX listing_loose ON listing (store, loose);

-- How far the running service is with a store. planned: all changes of levels up to this one are in its desired numbers.
-- rules: a hash of the rules by which they were made.
CREATE TABLE standing (
    store    TEXT PRIMARY KEY,
    planned  INTEGER NOT NULL,
    read_at  TEXT    NOT NULL,
    in_stock INTEGER NOT NULL,
    rules    TEXT    NOT NULL
) WITHOUT ROWID;

-- state may also be: settling (a raise that waits for another look). next_at: not tried, or looked at, before.
-- repairs: how often the number was put back since repaired_since, although keyCRM had not changed it.
ALTER TABLE desired ADD COLUMN next_at TEXT;
ALTER TABLE desired ADD COLUMN repairs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE desired ADD COLUMN repaired_since TEXT;

CREATE INDEX journal_store_at ON journal (store, at);

-- Of a hold that passed: what was observed up to here was looked at by a person, and no longer counts for the guard.
ALTER TABLE hold ADD COLUMN passed INTEGER;

CREATE INDEX journal_run ON journal (run);
