CREATE FUNCTION sourcing_comes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO sourcing_tallies
    VALUES (new.relation, new.outlet, new.name, new.kind, new.named, new.count)
    ON CONFLICT (relation, outlet, name, kind, named)
    DO UPDATE SET count = sourcing_tallies.count + excluded.count;
    RETURN NULL;
END $$;
CREATE TRIGGER sourcing_comes AFTER INSERT ON sourcing
    FOR EACH ROW EXECUTE FUNCTION sourcing_comes();

CREATE FUNCTION sourcing_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE sourcing_tallies SET count = count - old.count
    WHERE relation = old.relation AND outlet = old.outlet AND name = old.name
        AND kind = old.kind AND named = old.named;
    DELETE FROM sourcing_tallies
    WHERE relation = old.relation AND outlet = old.outlet AND name = old.name
        AND kind = old.kind AND named = old.named AND count = 0;
    RETURN NULL;
END $$;
CREATE TRIGGER sourcing_goes AFTER DELETE ON sourcing
    FOR EACH ROW EXECUTE FUNCTION sourcing_goes();

-- An outlet that goes is looked for in this.
CREATE INDEX sourcing_of_outlet ON sourcing (outlet);

CREATE FUNCTION copying_comes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM sourcing WHERE report = new.report AND relation IN ('copy', 'words');
    INSERT INTO sourcing
    SELECT own.report, own.outlet, CASE WHEN whole = 1 THEN 'copy' ELSE 'words' END, '', '',
        credited, 1
    FROM copies JOIN sourcing AS own ON own.report = copies.report AND own.relation = 'report'
    JOIN reports AS other ON other.number = source
    WHERE copies.report = new.report
    ORDER BY whole DESC, part DESC, other.published NULLS FIRST, other.id LIMIT 1;
    RETURN NULL;
END $$;
CREATE TRIGGER copying_comes AFTER INSERT ON copies
    FOR EACH ROW EXECUTE FUNCTION copying_comes();

CREATE FUNCTION copying_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM sourcing WHERE report = old.report AND relation IN ('copy', 'words');
    INSERT INTO sourcing
    SELECT own.report, own.outlet, CASE WHEN whole = 1 THEN 'copy' ELSE 'words' END, '', '',
        credited, 1
    FROM copies JOIN sourcing AS own ON own.report = copies.report AND own.relation = 'report'
    JOIN reports AS other ON other.number = source
    WHERE copies.report = old.report
    ORDER BY whole DESC, part DESC, other.published NULLS FIRST, other.id LIMIT 1;
    RETURN NULL;
END $$;
CREATE TRIGGER copying_goes AFTER DELETE ON copies
    FOR EACH ROW EXECUTE FUNCTION copying_goes();

CREATE FUNCTION identity_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE called SET mentions = mentions - old.mentions WHERE joined = old.joined;
    INSERT INTO called
    SELECT new.joined, CASE WHEN new.report IS NULL THEN 0 ELSE 1 END, new.mentions
    WHERE new.joined IS NOT NULL
    ON CONFLICT (joined) DO UPDATE SET mentions = called.mentions + excluded.mentions;
    DELETE FROM called WHERE joined IN (old.joined, new.joined) AND mentions = 0;
    RETURN NULL;
END $$;
CREATE TRIGGER identity_changes AFTER UPDATE OF joined, mentions ON identities
    FOR EACH ROW EXECUTE FUNCTION identity_changes();

CREATE FUNCTION identity_goes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE called SET mentions = mentions - old.mentions WHERE joined = old.joined;
    DELETE FROM called WHERE joined = old.joined AND mentions = 0;
    RETURN NULL;
END $$;
CREATE TRIGGER identity_goes AFTER DELETE ON identities
    FOR EACH ROW EXECUTE FUNCTION identity_goes();
