-- Row security, for roles that do not own the store (Initialize-MailQueueStore -Group): own mail and what belongs to it. The owner of the
-- tables, and the members of that role, are not restricted.
ALTER TABLE message ENABLE ROW LEVEL SECURITY;
ALTER TABLE content ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON message USING (created_by = current_user::text COLLATE "C");
CREATE POLICY own ON content USING (EXISTS (SELECT 1 FROM message WHERE message.id = content.message));
CREATE POLICY own ON delivery USING (EXISTS (SELECT 1 FROM message WHERE message.id = delivery.message));
CREATE POLICY own ON journal USING (journal.message IS NULL OR EXISTS (SELECT 1 FROM message WHERE message.id = journal.message));

-- Who queued and who approved is said by the database and by no program: the submitter is the role, and nobody approves his own mail or in
-- another's name. A superuser could switch this off, so it does not bind him.
CREATE FUNCTION guard_message() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.created_by := current_user;
        NEW.approved_by := NULL;
        RETURN NEW;
    END IF;
    IF NEW.created_by <> OLD.created_by AND NEW.created_by <> '' OR NEW.digest <> OLD.digest THEN
        RAISE EXCEPTION 'who queued a message, and what, cannot be changed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.approved_by IS NOT NULL AND NEW.approved_by IS DISTINCT FROM OLD.approved_by
        AND (NEW.approved_by <> current_user::text OR lower(NEW.approved_by) = lower(OLD.created_by)) THEN
        RAISE EXCEPTION 'a message is approved by another role than the one that queued it' USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- 1: waits for approval
    IF OLD.waits & 1 = 1 AND NEW.waits & 1 = 0 AND NEW.approved_by IS NULL THEN
        RAISE EXCEPTION 'a message that waits for approval has to be approved' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$guard$;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON message FOR EACH ROW EXECUTE FUNCTION guard_message();

-- Looked at when the transaction ends: an approval changes deliveries and message together. 0: waiting, 1: queued.
CREATE FUNCTION guard_delivery() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
    IF EXISTS (SELECT 1 FROM message WHERE message.id = NEW.message AND message.waits & 1 = 1) THEN
        RAISE EXCEPTION 'a message that waits for approval has to be approved' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$guard$;

CREATE CONSTRAINT TRIGGER guard_new AFTER INSERT ON delivery DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 1) EXECUTE FUNCTION guard_delivery();
CREATE CONSTRAINT TRIGGER guard AFTER UPDATE ON delivery DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.state = 0 AND NEW.state = 1) EXECUTE FUNCTION guard_delivery();
