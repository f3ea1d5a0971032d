-- The agency or other medium whose text the outlet prints, as the current reading says; what was
-- read before this was kept has none.
ALTER TABLE reports ADD carried TEXT;
