-- The naming table: who calls whom what. It is made of the current readings, mention by mention;
-- the triggers keep the sums, so that a question never has to count the mentions of a record.

-- Actors as the reports tell them apart. Rows with one `joined` are one actor across reports.
CREATE TABLE identities (
    number INTEGER PRIMARY KEY,
    joined INTEGER,  -- the lowest number of those that are the same actor
    name TEXT NOT NULL,
    folded TEXT NOT NULL,  -- the name as it is compared: without case and leading article
    kind TEXT NOT NULL,
    wikidata TEXT,
    iso TEXT,
    report INTEGER REFERENCES reports,  -- only of one without a name, whom no other report shares
    actor TEXT,  -- the same one's id in its report
    mentions INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX identities_joined ON identities (joined, mentions);
CREATE INDEX identities_by_name ON identities (folded, report, kind);
CREATE INDEX identities_by_wikidata ON identities (wikidata) WHERE wikidata IS NOT NULL;
CREATE INDEX identities_by_iso ON identities (iso) WHERE iso IS NOT NULL;
CREATE INDEX identities_of_report ON identities (report, actor) WHERE report IS NOT NULL;

CREATE TABLE outlets (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,  -- '' where the outlet is not told
    folded TEXT NOT NULL
) STRICT;

-- Every wording, once as it is spelled and once as it is counted, without case and leading article.
CREATE TABLE wordings (
    number INTEGER PRIMARY KEY,
    words TEXT NOT NULL UNIQUE
) STRICT;

-- One row a mention; its words are the row of spans with the same report, actor and piece.
CREATE TABLE namings (
    report INTEGER NOT NULL REFERENCES reports,
    actor TEXT NOT NULL,
    piece INTEGER NOT NULL,
    identity INTEGER NOT NULL REFERENCES identities,
    outlet INTEGER NOT NULL REFERENCES outlets,
    wording INTEGER NOT NULL REFERENCES wordings,
    spelling INTEGER NOT NULL REFERENCES wordings,
    quoted INTEGER NOT NULL,  -- 1: in somebody's direct speech, not in the outlet's own words
    PRIMARY KEY (report, actor, piece)
) STRICT, WITHOUT ROWID;
CREATE INDEX namings_of_identity ON namings (identity, outlet, wording, quoted);

-- How often each identity is called so by each outlet.
CREATE TABLE tallies (
    identity INTEGER NOT NULL REFERENCES identities,
    outlet INTEGER NOT NULL REFERENCES outlets,
    wording INTEGER NOT NULL REFERENCES wordings,
    spelling INTEGER NOT NULL REFERENCES wordings,
    mentions INTEGER NOT NULL,
    quoted INTEGER NOT NULL,
    PRIMARY KEY (identity, outlet, wording, spelling)
) STRICT, WITHOUT ROWID;
CREATE INDEX tallies_by_wording ON tallies (wording);
CREATE INDEX tallies_by_outlet ON tallies (outlet);

CREATE TRIGGER naming_comes AFTER INSERT ON namings BEGIN
    INSERT INTO tallies
    VALUES (new.identity, new.outlet, new.wording, new.spelling, 1, new.quoted)
    ON CONFLICT DO UPDATE SET mentions = mentions + 1, quoted = quoted + excluded.quoted;
    UPDATE identities SET mentions = mentions + 1 WHERE number = new.identity;
END;

CREATE TRIGGER naming_goes AFTER DELETE ON namings BEGIN
    UPDATE tallies SET mentions = mentions - 1, quoted = quoted - old.quoted
    WHERE identity = old.identity AND outlet = old.outlet AND wording = old.wording
        AND spelling = old.spelling;
    DELETE FROM tallies
    WHERE identity = old.identity AND outlet = old.outlet AND wording = old.wording
        AND spelling = old.spelling AND mentions = 0;
    UPDATE identities SET mentions = mentions - 1 WHERE number = old.identity;
END;
