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
