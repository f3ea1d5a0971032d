-- Reports that were forgotten: no word of them is kept, only by which id they would come back.
CREATE TABLE forgotten (
    id TEXT PRIMARY KEY CHECK (length(id) = 64),  -- SHA-256 of the text that was
    added TEXT NOT NULL
) STRICT, WITHOUT ROWID;
