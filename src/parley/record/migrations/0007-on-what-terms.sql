-- The terms of truces and exchanges; what was read before this was kept has none.
ALTER TABLE events ADD until TEXT;  -- EDTF
ALTER TABLE events ADD length TEXT;  -- ISO 8601; of an extended truce: by how long
ALTER TABLE events ADD extended INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD computed TEXT;  -- "when", "until" or "length": follows from the others

-- How many each side of an exchange gives: by who gives or, where that is not told, who is given.
CREATE TABLE counts (
    report INTEGER NOT NULL REFERENCES reports,
    event TEXT NOT NULL,
    actor TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (report, event, actor)
) STRICT, WITHOUT ROWID;
