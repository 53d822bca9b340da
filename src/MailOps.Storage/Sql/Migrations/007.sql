-- Names the key that the mail is signed with when it leaves (domain:selector:file); empty for none. Never the key itself.
ALTER TABLE message ADD COLUMN dkim_key TEXT NOT NULL DEFAULT '';
