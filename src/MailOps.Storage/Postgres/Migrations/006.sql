-- Where mail goes through and how fast is read by all who queue, and set by admins: a profile in a user's hand would lead everybody's mail to
-- his server. Row security without a policy for a command allows it to nobody but the owner.
ALTER TABLE mail_server ENABLE ROW LEVEL SECURITY;
ALTER TABLE throttle ENABLE ROW LEVEL SECURITY;

CREATE POLICY read ON mail_server FOR SELECT USING (true);
CREATE POLICY read ON throttle FOR SELECT USING (true);

-- Taking mail back is for admins alone.
ALTER TABLE recall ENABLE ROW LEVEL SECURITY;
ALTER TABLE recall_recipient ENABLE ROW LEVEL SECURITY;
ALTER TABLE recall_copy ENABLE ROW LEVEL SECURITY;
ALTER TABLE recall_audit ENABLE ROW LEVEL SECURITY;
