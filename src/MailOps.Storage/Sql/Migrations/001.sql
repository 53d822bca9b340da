-- The first version of the store. Times are milliseconds since 1970-01-01 UTC; enums are the numbers of their C# types where those are
-- promised to be stable, else their names. PostgreSQL takes the same shape with its own types.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is sent through one server (and later: for one domain, campaign ...) shares a lane, and dispatchers claim lanes first: whatever
-- rests behind a throttle or a dead server costs one row here, however much it is.
CREATE TABLE lane (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    server TEXT NOT NULL,
    -- Not later than the due time of the first queued delivery, unless the lane rests longer.
    next_at INTEGER NOT NULL,
    held_until INTEGER NOT NULL DEFAULT 0,
    -- Since when the server has been out of reach; null when it was reached last time.
    failing_since INTEGER,
    -- How many deliveries are Queued.
    pending INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX lane_next ON lane (next_at) WHERE pending > 0;

CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL,
    sender TEXT NOT NULL,
    author TEXT NOT NULL,
    subject TEXT NOT NULL,
    campaign TEXT NOT NULL,
    server TEXT NOT NULL,
    size INTEGER NOT NULL,
    -- SHA-256 of content and recipients: outlives the content, and is what an approval binds.
    digest BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    -- When it was to leave; a delivery's own due_at moves on with its attempts.
    due_at INTEGER NOT NULL,
    -- The length of the undo window that a resume past the due time opens.
    undo INTEGER NOT NULL,
    waits INTEGER NOT NULL,
    if_missed INTEGER NOT NULL,
    suppression_override TEXT NOT NULL,
    notify INTEGER,
    dsn_return INTEGER,
    findings TEXT NOT NULL,
    approved_by TEXT,
    approved_at INTEGER,
    -- When it was first sent: the Date header of every attempt.
    dated_at INTEGER,
    -- How many deliveries are not settled yet; completed_at is set when none is left.
    live INTEGER NOT NULL,
    completed_at INTEGER,
    erased_at INTEGER
) STRICT;

CREATE INDEX message_by_message_id ON message (message_id);
CREATE INDEX message_by_campaign ON message (campaign, id) WHERE campaign <> '';
CREATE INDEX message_to_erase ON message (completed_at) WHERE completed_at IS NOT NULL AND erased_at IS NULL;

CREATE TABLE content (
    message INTEGER PRIMARY KEY REFERENCES message (id),
    body BLOB NOT NULL
) STRICT;

-- Idempotency keys outlive content and message.
CREATE TABLE message_key (
    key TEXT PRIMARY KEY,
    message INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE owner (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The name of the locked file: while somebody holds its lock, the owner is alive.
    token TEXT NOT NULL,
    host TEXT NOT NULL,
    process INTEGER NOT NULL,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE delivery (
    message INTEGER NOT NULL REFERENCES message (id),
    number INTEGER NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    lane INTEGER NOT NULL REFERENCES lane (id),
    state INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    doubts INTEGER NOT NULL DEFAULT 0,
    -- 0: may be retried; 1: a cancel came too late; 2: an earlier claim has delivered it.
    retry_ban INTEGER NOT NULL DEFAULT 0,
    owner INTEGER,
    -- Counts the claims, so that an outcome knows whether its claim still holds.
    epoch INTEGER NOT NULL DEFAULT 0,
    reply_code INTEGER,
    reply_status TEXT NOT NULL DEFAULT '',
    reply_text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (message, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_to_claim ON delivery (lane, due_at) WHERE state = 1;
CREATE INDEX delivery_by_state ON delivery (state, message);
CREATE INDEX delivery_by_address ON delivery (address_key, message);
CREATE INDEX delivery_by_owner ON delivery (owner) WHERE owner IS NOT NULL;

-- How many deliveries are in each state: kept with every change, never counted.
CREATE TABLE tally (
    state INTEGER PRIMARY KEY,
    amount INTEGER NOT NULL
) STRICT;

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    message INTEGER,
    number INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    external_key TEXT,
    message_id TEXT NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    campaign TEXT NOT NULL,
    stage INTEGER NOT NULL,
    reply_code INTEGER,
    status TEXT NOT NULL,
    text TEXT NOT NULL,
    permanence TEXT NOT NULL,
    reason TEXT NOT NULL,
    cause TEXT NOT NULL,
    server TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;

-- Exactly once: an outcome recorded again, or a bounce read again, is the same event.
CREATE UNIQUE INDEX journal_once ON journal (message, number, attempt, kind) WHERE message IS NOT NULL;
CREATE UNIQUE INDEX journal_external ON journal (external_key) WHERE external_key IS NOT NULL;
CREATE INDEX journal_by_address ON journal (address_key, seq);
CREATE INDEX journal_by_kind ON journal (kind, seq) WHERE kind <> 0;

-- How far each fold over the journal has come.
CREATE TABLE fold (
    name TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    policy TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE suppression (
    address_key TEXT PRIMARY KEY,
    domain TEXT NOT NULL,
    address TEXT NOT NULL,
    state INTEGER NOT NULL,
    reason TEXT NOT NULL,
    since INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    soft_failures INTEGER NOT NULL,
    accepted_at INTEGER,
    status TEXT NOT NULL,
    diagnostic TEXT NOT NULL,
    message_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    evidence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX suppression_by_domain ON suppression (domain, address_key);
