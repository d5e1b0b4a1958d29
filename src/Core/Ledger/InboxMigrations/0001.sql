-- Times are UTC, ISO 8601.

-- The counter of observations: of arrivals here, and of requests to keyCRM and readings of stores.
CREATE TABLE observation (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    last INTEGER NOT NULL
);
INSERT INTO observation (id, last) VALUES (1, 0);

-- Webhooks that wait for their account's worker, as they came.
CREATE TABLE entry (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    account     TEXT    NOT NULL,
    body        BLOB    NOT NULL,
    received_at TEXT    NOT NULL,
    observation INTEGER NOT NULL
);
CREATE INDEX entry_account ON entry (account, id);

CREATE TABLE received (
    account TEXT PRIMARY KEY,
    at      TEXT NOT NULL
) WITHOUT ROWID;
