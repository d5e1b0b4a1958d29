-- Numbers are stored as INTEGER where whole, as exact decimal TEXT otherwise. Times are UTC, ISO 8601.

CREATE TABLE observation (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    last INTEGER NOT NULL
);
INSERT INTO observation (id, last) VALUES (1, 0);

CREATE TABLE request (
    account TEXT NOT NULL,
    at      TEXT NOT NULL
);
CREATE INDEX request_account_at ON request (account, at);

CREATE TABLE snapshot (
    account        TEXT PRIMARY KEY,
    at             TEXT    NOT NULL,
    offers         INTEGER NOT NULL,
    requests       INTEGER NOT NULL,
    without_sku    INTEGER NOT NULL,
    duplicate_skus INTEGER NOT NULL,
    unreadable     INTEGER NOT NULL
) WITHOUT ROWID;

-- What keyCRM says of every offer. warehouses is a JSON array of [id, quantity, reserve], NULL where it was not asked for.
CREATE TABLE level (
    account     TEXT    NOT NULL,
    offer       INTEGER NOT NULL,
    sku         TEXT,
    quantity,
    reserve,
    warehouses  TEXT,
    observation INTEGER NOT NULL,
    observed_at TEXT    NOT NULL,
    missing     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, offer)
) WITHOUT ROWID;
CREATE INDEX level_sku ON level (sku);

CREATE TABLE warehouse (
    account TEXT    NOT NULL,
    id      INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    seen_at TEXT    NOT NULL,
    PRIMARY KEY (account, id)
) WITHOUT ROWID;

-- What each store holds, as last read or confirmed.
CREATE TABLE listing (
    store    TEXT    NOT NULL,
    ref      TEXT    NOT NULL,
    sku      TEXT    NOT NULL,
    quantity,
    tracked  INTEGER NOT NULL,
    name     TEXT,
    url      TEXT,
    parent   TEXT,
    reading  INTEGER NOT NULL,
    PRIMARY KEY (store, ref)
) WITHOUT ROWID;
CREATE INDEX listing_sku ON listing (store, sku);

-- One desired number per store and listing. A newer observation replaces it; nothing old is ever written again.
-- state: pending | held | failing | parked | done
CREATE TABLE desired (
    store       TEXT    NOT NULL,
    ref         TEXT    NOT NULL,
    sku         TEXT    NOT NULL,
    quantity    NOT NULL,
    before,
    reason      TEXT    NOT NULL,
    observation INTEGER NOT NULL,
    observed_at TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    code        TEXT,
    message     TEXT,
    changed_at  TEXT    NOT NULL,
    run         INTEGER NOT NULL,
    PRIMARY KEY (store, ref)
) WITHOUT ROWID;
CREATE INDEX desired_state ON desired (store, state);

-- state: running | done | held | failed | cut (the process ended before the run did)
CREATE TABLE run (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    store      TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at   TEXT,
    state      TEXT NOT NULL,
    changes    INTEGER NOT NULL DEFAULT 0,
    applied    INTEGER NOT NULL DEFAULT 0,
    failed     INTEGER NOT NULL DEFAULT 0,
    message    TEXT
);
CREATE INDEX run_store ON run (store, id);

-- state: waiting | approved | rejected | passed | replaced
CREATE TABLE hold (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    store      TEXT NOT NULL,
    run        INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    state      TEXT NOT NULL,
    reason     TEXT NOT NULL,
    changes    INTEGER NOT NULL,
    zeroed     INTEGER NOT NULL,
    lowered    INTEGER NOT NULL,
    decided_at TEXT,
    decided_by TEXT
);
CREATE INDEX hold_store ON hold (store, state);

-- Every change ever made. outcome is 'sent' from just before the store is called until its answer is known.
CREATE TABLE journal (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          TEXT    NOT NULL,
    run         INTEGER NOT NULL,
    store       TEXT    NOT NULL,
    ref         TEXT    NOT NULL,
    sku         TEXT    NOT NULL,
    before,
    after       NOT NULL,
    reason      TEXT    NOT NULL,
    observation INTEGER NOT NULL,
    observed_at TEXT    NOT NULL,
    outcome     TEXT    NOT NULL,
    current,
    code        TEXT,
    message     TEXT
);
CREATE INDEX journal_sku ON journal (sku, store, id);
CREATE INDEX journal_at ON journal (at);
CREATE INDEX journal_sent ON journal (store) WHERE outcome = 'sent';

CREATE TABLE finding (
    store  TEXT NOT NULL,
    kind   TEXT NOT NULL,
    sku    TEXT,
    ref    TEXT,
    offer  INTEGER,
    detail TEXT NOT NULL
);
CREATE INDEX finding_store ON finding (store, kind);

-- Who may write to a store now.
CREATE TABLE lease (
    name       TEXT PRIMARY KEY,
    owner      TEXT NOT NULL,
    machine    TEXT NOT NULL,
    process    INTEGER NOT NULL,
    started    INTEGER NOT NULL,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;
