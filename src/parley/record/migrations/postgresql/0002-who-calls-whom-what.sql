-- A wording or an outlet that goes is looked for in these.
CREATE INDEX namings_of_wording ON namings (wording);
CREATE INDEX namings_of_spelling ON namings (spelling);
CREATE INDEX namings_of_outlet ON namings (outlet);
CREATE INDEX tallies_of_spelling ON tallies (spelling);

CREATE FUNCTION naming_comes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO tallies
    VALUES (new.identity, new.outlet, new.wording, new.spelling, 1, new.quoted)
    ON CONFLICT (identity, outlet, wording, spelling)
    DO UPDATE SET mentions = tallies.mentions + 1, quoted = tallies.quoted + excluded.quoted;
    UPDATE identities SET mentions = mentions + 1 WHERE number = new.identity;
    RETURN NULL;
END $$;
CREATE TRIGGER naming_comes AFTER INSERT ON namings
    FOR EACH ROW EXECUTE FUNCTION naming_comes();

CREATE FUNCTION naming_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE tallies SET mentions = mentions - 1, quoted = quoted - old.quoted
    WHERE identity = old.identity AND outlet = old.outlet AND wording = old.wording
        AND spelling = old.spelling;
    DELETE FROM tallies
    WHERE identity = old.identity AND outlet = old.outlet AND wording = old.wording
        AND spelling = old.spelling AND mentions = 0;
    UPDATE identities SET mentions = mentions - 1 WHERE number = old.identity;
    RETURN NULL;
END $$;
CREATE TRIGGER naming_goes AFTER DELETE ON namings
    FOR EACH ROW EXECUTE FUNCTION naming_goes();
