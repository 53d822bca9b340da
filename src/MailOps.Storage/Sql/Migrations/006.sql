-- Mails that are taken back: the order, each recipient, each copy, and an audit whose entries are chained by their hashes.
CREATE TABLE recall (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    subject TEXT NOT NULL,
    sent_at INTEGER,
    reason TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    mode TEXT NOT NULL,
    includes_read INTEGER NOT NULL,
    copies_per_folder INTEGER NOT NULL,
    server TEXT NOT NULL,
    quarantine_mailbox TEXT NOT NULL,
    quarantine_folder TEXT NOT NULL,
    keep_until INTEGER NOT NULL,
    marker TEXT NOT NULL,
    -- Numbers of the outbox, with commas between them.
    outbox_ids TEXT NOT NULL,
    -- The sign of life of the process that works on it; empty for none.
    claimed_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX recall_by_message_id ON recall (message_id);

CREATE TABLE recall_recipient (
    recall INTEGER NOT NULL REFERENCES recall (id),
    number INTEGER NOT NULL,
    address TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    -- The aliases in between, a line each.
    via TEXT NOT NULL,
    status TEXT NOT NULL,
    detail TEXT NOT NULL,
    -- 1: there is a sign of it; null: not known.
    forwarded INTEGER,
    attempts INTEGER NOT NULL,
    next_at INTEGER,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (recall, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX recall_due ON recall_recipient (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE recall_copy (
    recall INTEGER NOT NULL,
    recipient INTEGER NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    folder TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    uid TEXT NOT NULL,
    flags INTEGER NOT NULL,
    -- With blanks between them.
    keywords TEXT NOT NULL,
    received_at INTEGER,
    size INTEGER NOT NULL,
    quarantine_validity INTEGER,
    quarantine_uid TEXT,
    PRIMARY KEY (recall, recipient, number),
    FOREIGN KEY (recall, recipient) REFERENCES recall_recipient (recall, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX recall_kept ON recall_copy (recall) WHERE quarantine_uid IS NOT NULL;

-- Only ever appended to. Numbers have no gaps.
CREATE TABLE recall_audit (
    number INTEGER PRIMARY KEY,
    recall INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX recall_audit_by_recall ON recall_audit (recall, number);
