-- Results of address checks, the latest for each address, so that a later run can reuse them (Test-MailAddress -Keep, -MaxAge). Findings are
-- kept in the words of the language they were found in.
CREATE TABLE address_result (
    address TEXT PRIMARY KEY,
    checked_at INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    suggestion TEXT NOT NULL,
    evidence INTEGER NOT NULL,
    canonical_address TEXT NOT NULL,
    mx_hosts TEXT NOT NULL,
    -- 1 disposable, 2 free provider, 4 role, 8 internationalised
    traits INTEGER NOT NULL,
    probe_reply TEXT NOT NULL,
    findings TEXT NOT NULL
) STRICT, WITHOUT ROWID;
