-- Retention: when a message left the log. What housekeeping looks for is found by an index, however long the log is.
ALTER TABLE message ADD COLUMN forgotten_at INTEGER;

CREATE INDEX message_to_forget ON message (completed_at) WHERE completed_at IS NOT NULL AND forgotten_at IS NULL;
CREATE INDEX journal_outside ON journal (at) WHERE message IS NULL;
