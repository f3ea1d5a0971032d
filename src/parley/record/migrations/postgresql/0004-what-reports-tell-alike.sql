CREATE FUNCTION telling_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM claims WHERE id = old.claim;
    INSERT INTO disturbed SELECT number FROM tellings WHERE claim = old.claim
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER telling_goes AFTER DELETE ON tellings
    FOR EACH ROW EXECUTE FUNCTION telling_goes();

CREATE FUNCTION copy_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO disturbed SELECT number FROM tellings WHERE report = old.report
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER copy_goes AFTER DELETE ON copies
    FOR EACH ROW EXECUTE FUNCTION copy_goes();
