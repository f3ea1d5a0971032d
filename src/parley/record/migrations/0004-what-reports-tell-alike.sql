-- What several reports tell alike. All of it is made of the current readings, but for `rulings`,
-- which are the user's; the numbers of rows mean nothing outside this record.

-- The readings that were compared with the others so far.
CREATE TABLE compared (
    report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
    reading INTEGER NOT NULL,  -- the number of the reading
    agency TEXT  -- to whom the report credits all of its text
) STRICT;
CREATE INDEX compared_last ON compared (reading);

-- An event, a figure or a statement as it is compared: `features` says all, the columns are asked.
CREATE TABLE tellings (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    claim TEXT,  -- the id of the earliest telling of the claim
    features TEXT NOT NULL
) STRICT;
CREATE INDEX tellings_of_report ON tellings (report);
CREATE INDEX tellings_of_claim ON tellings (claim);

-- Tellings that share a key are looked at as a pair.
CREATE TABLE telling_keys (
    key TEXT NOT NULL,
    telling INTEGER NOT NULL REFERENCES tellings ON DELETE CASCADE,
    PRIMARY KEY (key, telling)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_keys_of ON telling_keys (telling);

-- Pairs that tell the same, as far as the two alone say.
CREATE TABLE telling_links (
    a INTEGER NOT NULL REFERENCES tellings ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES tellings ON DELETE CASCADE,
    points REAL NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_links_back ON telling_links (b);

-- What the user said of a pair of tellings, by their ids: together or apart.
CREATE TABLE rulings (
    a TEXT NOT NULL,
    b TEXT NOT NULL CHECK (b > a),
    together INTEGER NOT NULL,
    added TEXT NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX rulings_back ON rulings (b);

-- Claims, with what a list of them asks for.
CREATE TABLE claims (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT,
    what TEXT NOT NULL,
    since INTEGER,  -- days as `date.toordinal` counts them
    until INTEGER,
    reports INTEGER NOT NULL,
    low INTEGER NOT NULL,  -- root sources
    high INTEGER NOT NULL,
    named INTEGER NOT NULL,
    dispute TEXT,
    score REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_most_told ON claims (reports DESC, since DESC, id);
CREATE INDEX claims_by_type ON claims (type, reports DESC, since DESC, id);

-- What claims are found by: ("actor", "israel"), ("place", "cairo"), ("outlet", "reuters").
CREATE TABLE claim_words (
    word TEXT NOT NULL,
    sort TEXT NOT NULL,
    claim TEXT NOT NULL REFERENCES claims ON DELETE CASCADE,
    PRIMARY KEY (sort, word, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_words_of ON claim_words (claim);

-- The sentences of a report, as they are compared between reports: copies share them.
CREATE TABLE sentences (
    key INTEGER NOT NULL,  -- of its words, in any print
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX sentences_of ON sentences (report);

-- Bands of the report's MinHash: two reports that share one may be copies.
CREATE TABLE bands (
    band INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    PRIMARY KEY (band, hash, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX bands_of ON bands (report);

-- What a report has of another one's wording.
CREATE TABLE copies (
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    part REAL NOT NULL,  -- of the report's words
    whole INTEGER NOT NULL,  -- 1: a copy; 0: an own report with some of the other's sentences
    credited INTEGER NOT NULL,  -- 1: the report names the other's outlet or agency
    PRIMARY KEY (report, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_back ON copies (source);

-- What a party demands, offers, accepts or refuses, by issue; made of the current readings.
CREATE TABLE positions (
    report INTEGER NOT NULL REFERENCES reports ON DELETE CASCADE,
    item TEXT NOT NULL,
    party TEXT NOT NULL,
    known TEXT NOT NULL,  -- what the party is known by in any report
    issue TEXT NOT NULL,
    stance TEXT NOT NULL,
    day TEXT,  -- ISO 8601
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    words TEXT NOT NULL,
    chain TEXT NOT NULL,  -- names, JSON
    root TEXT NOT NULL,
    PRIMARY KEY (report, item, party, issue)
) STRICT, WITHOUT ROWID;
CREATE INDEX positions_of_party ON positions (known, issue, day);

-- Tellings whose claims must be made anew, since something that they stood with has gone.
CREATE TABLE disturbed (
    telling INTEGER PRIMARY KEY REFERENCES tellings ON DELETE CASCADE
) STRICT;

CREATE TRIGGER telling_goes AFTER DELETE ON tellings BEGIN
    DELETE FROM claims WHERE id = old.claim;
    INSERT OR IGNORE INTO disturbed SELECT number FROM tellings WHERE claim = old.claim;
END;

CREATE TRIGGER copy_goes AFTER DELETE ON copies BEGIN
    INSERT OR IGNORE INTO disturbed SELECT number FROM tellings WHERE report = old.report;
END;
