-- How likely an item is right, and which rule or head of the network made it. What was read before
-- this was kept has no score (statements and events: one that is no probability) and no why.
ALTER TABLE actors ADD score REAL;
ALTER TABLE actors ADD why TEXT NOT NULL DEFAULT '';
ALTER TABLE statements ADD why TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD why TEXT NOT NULL DEFAULT '';
ALTER TABLE figures ADD score REAL;
ALTER TABLE figures ADD why TEXT NOT NULL DEFAULT '';
ALTER TABLE dates ADD score REAL;
ALTER TABLE dates ADD why TEXT NOT NULL DEFAULT '';
ALTER TABLE places ADD score REAL;
ALTER TABLE places ADD why TEXT NOT NULL DEFAULT '';
