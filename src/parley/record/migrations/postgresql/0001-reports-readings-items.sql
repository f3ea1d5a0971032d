-- An index in order refuses addresses of some thousand characters; a hash takes any.
DROP INDEX appearances_at_url;
CREATE INDEX appearances_at_url ON appearances USING hash (url) WHERE url IS NOT NULL;

CREATE VIEW searchable AS
SELECT
    reports.number,
    reports.title,
    reports.outlet,
    reports.text,
    (
        SELECT string_agg(name, '; ') FROM (
            SELECT name FROM actors WHERE report = reports.number
            UNION SELECT name FROM places WHERE report = reports.number
            UNION SELECT replace(type, '_', ' ') FROM events WHERE report = reports.number
        ) AS given
    ) AS names
FROM reports;

-- Words as SQLite's "porter" has them: every word counts, and of each the stem. Case, diacritics
-- and all between words are taken away before; see `parley.record.searching.folded`.
CREATE TEXT SEARCH DICTIONARY parley (TEMPLATE = snowball, LANGUAGE = porter);
CREATE TEXT SEARCH CONFIGURATION parley (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION parley
    ADD MAPPING FOR asciiword, word, numword, int, uint, float, sfloat, version WITH parley;

CREATE TABLE words (
    report BIGINT PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
    lexemes TSVECTOR NOT NULL
);
CREATE INDEX words_by_lexeme ON words USING gin (lexemes);
