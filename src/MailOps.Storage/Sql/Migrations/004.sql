-- Lanes by all that may limit mail. The server and the campaign always have a lane of their own; a domain and a sender have one where a
-- throttle names them.
ALTER TABLE lane ADD COLUMN domain TEXT NOT NULL DEFAULT '';
ALTER TABLE lane ADD COLUMN sender TEXT NOT NULL DEFAULT '';
ALTER TABLE lane ADD COLUMN campaign TEXT NOT NULL DEFAULT '';
-- Until when a throttle, or the brake of a campaign, lets nothing through; also for mail that is asked for by number.
ALTER TABLE lane ADD COLUMN throttled_until INTEGER NOT NULL DEFAULT 0;
-- It rests only until mail that is under way is over.
ALTER TABLE lane ADD COLUMN busy INTEGER NOT NULL DEFAULT 0;

CREATE INDEX lane_busy ON lane (id) WHERE busy = 1;
CREATE INDEX lane_by_server ON lane (server);
CREATE INDEX lane_by_campaign ON lane (campaign) WHERE campaign <> '';

CREATE TABLE throttle (
    scope INTEGER NOT NULL,
    name TEXT NOT NULL,
    per_minute INTEGER,
    per_day INTEGER,
    connections INTEGER,
    warm_up INTEGER,
    -- Set with the first mail that leaves.
    warm_from INTEGER,
    send_window TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (scope, name)
) STRICT, WITHOUT ROWID;

-- What went through a throttle: messages by the second (span 0), recipients by ten minutes (span 1). It outlives its throttle, so that setting one
-- anew forgets nothing.
CREATE TABLE throttle_use (
    scope INTEGER NOT NULL,
    name TEXT NOT NULL,
    span INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (scope, name, span, slot)
) STRICT, WITHOUT ROWID;

-- Campaigns that were stopped after too many failures or complaints, now or before. What happened up to since_seq was forgiven.
CREATE TABLE campaign (
    name TEXT PRIMARY KEY,
    braked_at INTEGER,
    hard INTEGER NOT NULL DEFAULT 0,
    complaints INTEGER NOT NULL DEFAULT 0,
    final INTEGER NOT NULL DEFAULT 0,
    since_seq INTEGER NOT NULL DEFAULT 0,
    resumed_at INTEGER,
    resumed_by TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

-- Accepted and Failed: the final recipients of a campaign, newest first.
CREATE INDEX journal_by_campaign ON journal (campaign, seq) WHERE campaign <> '' AND kind IN (1, 3);

-- Profiles of servers, without secrets: those are referred to.
CREATE TABLE mail_server (
    name TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    port INTEGER,
    security TEXT NOT NULL,
    user_name TEXT NOT NULL,
    secret TEXT NOT NULL,
    dkim_key TEXT NOT NULL,
    redirect_to TEXT NOT NULL,
    allowed_domains TEXT NOT NULL,
    any_certificate INTEGER NOT NULL,
    clear_login INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Servers that wait for a person (wrong credentials), or asked for less speed.
CREATE TABLE server_state (
    server TEXT PRIMARY KEY,
    held_at INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    slowed_at INTEGER,
    slow_rest INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- When the submitter was told that the message is late.
ALTER TABLE message ADD COLUMN warned_at INTEGER;
