-- What the first page of a question needs, so that it costs the same in a record of any size.

-- Claims in the orders in which they are asked for; the order by day is that of the timeline.
CREATE INDEX claims_by_kind ON claims (kind, reports DESC, since DESC, id);
CREATE INDEX claims_disputed ON claims (reports DESC, since DESC, id) WHERE dispute IS NOT NULL;
CREATE INDEX claims_by_day ON claims (
    kind, (since IS NULL), (CASE WHEN since = 1 THEN until ELSE since END), until, id
);
-- Few claims last longer than a month, so that those of some days are found by when they began.
CREATE INDEX claims_began ON claims (since, until);
CREATE INDEX claims_lasting ON claims (since, until) WHERE until - since > 31;

-- Positions in their order, and by the party's name.
CREATE INDEX positions_in_order ON positions (known, issue, (day IS NULL), day);
CREATE INDEX positions_of_name ON positions (lower(party), known);

CREATE INDEX reports_of_outlet ON reports ((coalesce(outlet, '')), published);

-- What each report has its matter from. "report" is the report itself, "own" are the events that
-- it tells in its own voice; "root" and "medium" are hops of its chains, by whose they are; "copy"
-- or "words" is that it prints another's words, all or some, `named` being 1 where it credits them.
CREATE TABLE sourcing (
    report INTEGER NOT NULL REFERENCES reports,
    outlet INTEGER NOT NULL REFERENCES outlets,
    relation TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    named INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (report, relation, name, kind, named)
) STRICT, WITHOUT ROWID;

-- The same over all reports of an outlet.
CREATE TABLE sourcing_tallies (
    relation TEXT NOT NULL,
    outlet INTEGER NOT NULL REFERENCES outlets,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    named INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (relation, outlet, name, kind, named)
) STRICT, WITHOUT ROWID;
CREATE INDEX sourcing_tallies_of_outlet ON sourcing_tallies (outlet);

CREATE TRIGGER sourcing_comes AFTER INSERT ON sourcing BEGIN
    INSERT INTO sourcing_tallies
    VALUES (new.relation, new.outlet, new.name, new.kind, new.named, new.count)
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;

CREATE TRIGGER sourcing_goes AFTER DELETE ON sourcing BEGIN
    UPDATE sourcing_tallies SET count = count - old.count
    WHERE relation = old.relation AND outlet = old.outlet AND name = old.name
        AND kind = old.kind AND named = old.named;
    DELETE FROM sourcing_tallies
    WHERE relation = old.relation AND outlet = old.outlet AND name = old.name
        AND kind = old.kind AND named = old.named AND count = 0;
END;

-- What a report has of several others counts once: that of which it has most.
CREATE TRIGGER copying_comes AFTER INSERT ON copies BEGIN
    DELETE FROM sourcing WHERE report = new.report AND relation IN ('copy', 'words');
    INSERT INTO sourcing
    SELECT own.report, own.outlet, CASE WHEN whole = 1 THEN 'copy' ELSE 'words' END, '', '',
        credited, 1
    FROM copies JOIN sourcing AS own ON own.report = copies.report AND own.relation = 'report'
    JOIN reports AS other ON other.number = source
    WHERE copies.report = new.report
    ORDER BY whole DESC, part DESC, published NULLS FIRST, other.id LIMIT 1;
END;

CREATE TRIGGER copying_goes AFTER DELETE ON copies BEGIN
    DELETE FROM sourcing WHERE report = old.report AND relation IN ('copy', 'words');
    INSERT INTO sourcing
    SELECT own.report, own.outlet, CASE WHEN whole = 1 THEN 'copy' ELSE 'words' END, '', '',
        credited, 1
    FROM copies JOIN sourcing AS own ON own.report = copies.report AND own.relation = 'report'
    JOIN reports AS other ON other.number = source
    WHERE copies.report = old.report
    ORDER BY whole DESC, part DESC, published NULLS FIRST, other.id LIMIT 1;
END;

-- How often each actor is mentioned, all its identities together.
CREATE TABLE called (
    joined INTEGER NOT NULL,
    unnamed INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (joined)
) STRICT, WITHOUT ROWID;
CREATE INDEX called_most ON called (unnamed, mentions DESC, joined);
INSERT INTO called
SELECT joined, CASE WHEN max(report) IS NULL THEN 0 ELSE 1 END, sum(mentions) FROM identities
WHERE mentions > 0 GROUP BY joined;

CREATE TRIGGER identity_changes AFTER UPDATE OF joined, mentions ON identities BEGIN
    UPDATE called SET mentions = mentions - old.mentions WHERE joined = old.joined;
    INSERT INTO called
    SELECT new.joined, new.report IS NOT NULL, new.mentions WHERE new.joined IS NOT NULL
    ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions;
    DELETE FROM called WHERE joined IN (old.joined, new.joined) AND mentions = 0;
END;

CREATE TRIGGER identity_goes AFTER DELETE ON identities BEGIN
    UPDATE called SET mentions = mentions - old.mentions WHERE joined = old.joined;
    DELETE FROM called WHERE joined = old.joined AND mentions = 0;
END;
