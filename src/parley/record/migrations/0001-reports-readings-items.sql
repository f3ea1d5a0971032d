-- A record of reports and of what was read in them. Times are UTC, ISO 8601; dates are EDTF;
-- spans are [start, stop) in code points of reports.text.
PRAGMA application_id = 1885434476;  -- "parl": says whose file this is

-- One row a text. What is said of it beside its text is what the current reading says.
CREATE TABLE reports (
    number INTEGER PRIMARY KEY,  -- in the order in which they came
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),  -- SHA-256 of the text
    text TEXT NOT NULL,
    outlet TEXT,
    published TEXT,
    title TEXT,
    url TEXT,
    language TEXT NOT NULL,
    added TEXT NOT NULL
) STRICT;
CREATE INDEX reports_newest_first ON reports ((published IS NULL), published DESC, number DESC);

-- Where a text was met: a reprint of the same words, or another address of it, is one row more.
CREATE TABLE appearances (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports,
    outlet TEXT,
    published TEXT,
    title TEXT,
    url TEXT,
    added TEXT NOT NULL
) STRICT;
CREATE INDEX appearances_of_report ON appearances (report);
CREATE INDEX appearances_at_url ON appearances (url) WHERE url IS NOT NULL;

-- Every reading ever kept, whole. The last one of a report is the current one.
CREATE TABLE readings (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports,
    parley TEXT NOT NULL,  -- the version that read
    weights TEXT,  -- the weights whose vectors are kept, if any are
    json TEXT NOT NULL,
    added TEXT NOT NULL
) STRICT;
CREATE INDEX readings_of_report ON readings (report);

-- The items of the current readings, for questions over many reports.
CREATE TABLE actors (
    report INTEGER NOT NULL REFERENCES reports,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    named INTEGER NOT NULL,
    wikidata TEXT,
    affiliation TEXT,
    basis TEXT,
    PRIMARY KEY (report, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_by_name ON actors (name);

CREATE TABLE statements (
    report INTEGER NOT NULL REFERENCES reports,
    id TEXT NOT NULL,
    speaker TEXT,
    form TEXT NOT NULL,
    act TEXT NOT NULL,
    inside TEXT,
    said TEXT,
    score REAL NOT NULL,
    PRIMARY KEY (report, id)
) STRICT, WITHOUT ROWID;

-- Who says so, hop by hop: hop 0 is the outlet, the last one the root source.
CREATE TABLE chains (
    report INTEGER NOT NULL REFERENCES reports,
    statement TEXT NOT NULL,
    hop INTEGER NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (report, statement, hop)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    report INTEGER NOT NULL REFERENCES reports,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    place TEXT,
    when_text TEXT,
    when_value TEXT,
    statement TEXT,
    score REAL NOT NULL,
    yes INTEGER,
    no INTEGER,
    abstain INTEGER,
    absent INTEGER,
    members INTEGER,
    adds_up INTEGER,
    PRIMARY KEY (report, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_type ON events (type, when_value);

-- Who took which part in an event; a vote's sides are the roles "abstaining" and "against".
CREATE TABLE roles (
    report INTEGER NOT NULL REFERENCES reports,
    event TEXT NOT NULL,
    role TEXT NOT NULL,
    place INTEGER NOT NULL,  -- 0 is the first named
    actor TEXT NOT NULL,
    PRIMARY KEY (report, event, role, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    report INTEGER NOT NULL REFERENCES reports,
    id TEXT NOT NULL,
    value REAL NOT NULL,
    bound TEXT NOT NULL,
    high REAL,
    counted TEXT NOT NULL,
    unit TEXT,
    of TEXT,
    by TEXT,
    since TEXT,
    until TEXT,
    event TEXT,
    statement TEXT,
    PRIMARY KEY (report, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_by_counted ON figures (counted);

CREATE TABLE dates (
    report INTEGER NOT NULL REFERENCES reports,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    value TEXT,
    waits_for TEXT,
    PRIMARY KEY (report, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
    report INTEGER NOT NULL REFERENCES reports,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    lat REAL,
    lon REAL,
    geonames INTEGER,
    PRIMARY KEY (report, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_name ON places (name);

-- The words of every item, by what they are to it: "content", "cue" and "source" of a statement,
-- "trigger" of an event, "mention" of an event or an actor, "span" of the others.
CREATE TABLE spans (
    report INTEGER NOT NULL REFERENCES reports,
    item TEXT NOT NULL,
    part TEXT NOT NULL,
    piece INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    stop INTEGER NOT NULL CHECK (stop > start),
    PRIMARY KEY (report, item, part, piece)
) STRICT, WITHOUT ROWID;

-- The meaning of statements and events, so that a record is asked without the network:
-- component i is scale * data[i], data being signed bytes.
CREATE TABLE vectors (
    report INTEGER NOT NULL REFERENCES reports,
    item TEXT NOT NULL,
    scale REAL NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (report, item)
) STRICT, WITHOUT ROWID;

-- What is searched: the words as printed, and the names that we gave to what they mean.
CREATE VIEW searchable AS
SELECT
    reports.number,
    reports.title,
    reports.outlet,
    reports.text,
    (
        SELECT group_concat(name, '; ') FROM (
            SELECT name FROM actors WHERE report = reports.number
            UNION SELECT name FROM places WHERE report = reports.number
            UNION SELECT replace(type, '_', ' ') FROM events WHERE report = reports.number
        )
    ) AS names
FROM reports;

CREATE VIRTUAL TABLE words USING fts5 (
    title, outlet, text, names,
    content = 'searchable', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
