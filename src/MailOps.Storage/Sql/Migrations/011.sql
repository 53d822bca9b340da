-- The file of authorities of one's own that are trusted for the server; empty for none.
ALTER TABLE mail_server ADD COLUMN trusted_root TEXT NOT NULL DEFAULT '';
