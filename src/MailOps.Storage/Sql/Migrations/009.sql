-- What is remembered of mailboxes that are read. The account is the server and who logs in there.
CREATE TABLE intake_folder (
    account TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    folder TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    PRIMARY KEY (account, mailbox, folder)
) STRICT, WITHOUT ROWID;

-- Messages whose completing has begun; what was completed leaves no row.
CREATE TABLE intake_completion (
    account TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    folder TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    uid TEXT NOT NULL,
    message_id TEXT NOT NULL,
    identity TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    -- The sign of life of the process that completes it.
    claimed_by TEXT NOT NULL,
    PRIMARY KEY (account, mailbox, folder, uid_validity, uid)
) STRICT, WITHOUT ROWID;
