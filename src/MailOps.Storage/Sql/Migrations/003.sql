-- Evidence behind the suppression list: when a mail was sent, which call recorded an event, where a report was read, what an event voids.
ALTER TABLE journal ADD COLUMN sent_at INTEGER;
ALTER TABLE journal ADD COLUMN run TEXT NOT NULL DEFAULT '';
ALTER TABLE journal ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE journal ADD COLUMN refers INTEGER;

CREATE INDEX journal_by_run ON journal (run, seq) WHERE run <> '';

ALTER TABLE suppression ADD COLUMN basis INTEGER NOT NULL DEFAULT 0;
ALTER TABLE suppression ADD COLUMN server TEXT NOT NULL DEFAULT '';
ALTER TABLE suppression ADD COLUMN run TEXT NOT NULL DEFAULT '';
-- When a hard failure blocked the address, blocked or held: what bursts are counted by.
ALTER TABLE suppression ADD COLUMN hard_at INTEGER;

CREATE INDEX suppression_hard_by_domain ON suppression (domain, hard_at) WHERE hard_at IS NOT NULL;
CREATE INDEX suppression_hard_by_server ON suppression (server, hard_at) WHERE hard_at IS NOT NULL;

-- How many mails went out to a domain (scope 0) or through a server (1) within an hour since 1970: what a burst is a share of.
CREATE TABLE sent_tally (
    scope INTEGER NOT NULL,
    value TEXT NOT NULL,
    hour INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (scope, value, hour)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_by_sender ON message (sender);
