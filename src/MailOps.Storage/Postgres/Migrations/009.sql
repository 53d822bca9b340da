-- What lies in mailboxes concerns those who may open them: admins and the account of the queue.
ALTER TABLE intake_folder ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_completion ENABLE ROW LEVEL SECURITY;
