"""Forget a report, or a person in all reports: from the tables, and from what lies under them.

What points at a report is found by the foreign keys of the tables, so that a table added later
is emptied too. All is one transaction; then all is written anew, without what has gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from parley.errors import RecordError
from parley.items import Kind
from parley.record import keeping, namings, view
from parley.record.database import Connection, Database, Row, now
from parley.record.identities import fold
from parley.record.keeping import Appearance, Read
from parley.record.names import UNNAMED_KEY
from parley.record.proof import Proof, pieces, prove, spellings
from parley.record.redaction import KINDS, Person, Redacted, marked, redacted
from parley.record.write import appear, keep, keep_items
from parley.schema import to_dict


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten, or would be: the ids of the reports that went or were changed.

    `now` gives the new id of each that was changed, and is empty where reports went whole.
    `gone` counts rows by table where reports went; ``statements``, ``items`` and ``stretches``
    of text where a person did. Without a `proof` it was a dry run, and nothing has changed.
    """

    reports: tuple[str, ...]
    now: Mapping[str, str]
    gone: Mapping[str, int]
    proof: Proof | None


def forget_reports(database: Database, ids: Collection[str], *, dry_run: bool) -> Forgotten:
    """Forget reports whole; see `Record.forget_report`."""
    with database.opened(state="Nothing was forgotten.") as connection:
        connection.unguarded()
        gone: Counter[str] = Counter()
        words: list[str] = []
        with _written(connection, dry_run=dry_run):
            found = _numbers(connection, database, ids)
            for number, id_ in found.items():
                words += _words(connection, number)
                gone += _take_away(connection, number)
                gone += _delete(connection, "reports", "number = :number", {"number": number})
                _remember(connection, id_)
        proof = None if dry_run else _proven(connection, database, pieces(words))
    return Forgotten(tuple(found.values()), {}, gone, proof)


def forget_person(database: Database, who: str, *, dry_run: bool) -> Forgotten:
    """Forget one person in all reports; see `Record.forget_person`."""
    with database.opened(state="Nothing was forgotten.") as connection:
        connection.unguarded()
        gone: Counter[str] = Counter()
        now: dict[str, str] = {}
        with _written(connection, dry_run=dry_run):
            person = _person(connection, who, database)
            for number, id_ in _mentioning(connection, person):
                done = _redact(connection, number, person)
                now[id_] = done.reading.report.id
                gone += Counter(
                    statements=done.statements, items=done.items, stretches=done.stretches
                )
            if not now:
                raise RecordError(
                    f'{database} has no person "{who}" by name or id. `parley names --kind person` '
                    "prints those it has. Nothing was forgotten."
                )
        proof = None if dry_run else _proven(connection, database, spellings(person.names))
    return Forgotten(tuple(now), now, gone, proof)


@contextmanager
def _written(connection: Connection, *, dry_run: bool) -> Iterator[None]:
    """Write all or nothing; in a dry run nothing."""
    with connection.transaction():
        connection.execute("SAVEPOINT trial")
        yield
        if dry_run:
            connection.execute("ROLLBACK TO trial")
            return
        _tidy(connection)
        connection.tidy()


def _tidy(connection: Connection) -> None:
    """Take away the words and outlets that nobody uses."""
    connection.execute(
        "DELETE FROM wordings WHERE number NOT IN "
        "(SELECT wording FROM tallies UNION SELECT spelling FROM tallies)"
    )
    connection.execute(
        "DELETE FROM outlets WHERE number NOT IN "
        "(SELECT outlet FROM tallies UNION SELECT outlet FROM sourcing_tallies)"
    )
    # The triggers note also tellings that go a moment later.
    connection.execute("DELETE FROM disturbed WHERE telling NOT IN (SELECT number FROM tellings)")


def _proven(connection: Connection, database: Database, sought: Sequence[str]) -> Proof:
    """Write the record anew, and look for what was forgotten."""
    state = (
        "The record has forgotten, but there are still traces under its tables: close what else "
        "has it open, and forget the same again."
    )
    with database.refusals(state):
        left = connection.rewritten()
        return prove(connection, database, sought, left)


def _numbers(connection: Connection, database: Database, ids: Collection[str]) -> dict[int, str]:
    """Find reports; one that was forgotten before is passed over, for its traces in the file."""
    found = {}
    for id_ in ids:
        before = "SELECT 1 FROM forgotten WHERE substr(id, 1, ?) = ?"
        prefix = id_.strip().lower()
        try:
            number = view.number(_asking(connection), database, id_)
        except RecordError:
            if len(prefix) < 8 or not connection.execute(before, (len(prefix), prefix)).fetchone():
                raise
        else:
            row = connection.execute(
                "SELECT id FROM reports WHERE number = ?", (number,)
            ).fetchone()
            found[number] = str(row["id"])
    return found


def _words(connection: Connection, number: int) -> Iterator[str]:
    """Give the words by which a report would be known again."""
    words = """
        SELECT text FROM reports WHERE number = :number
        UNION SELECT title FROM appearances WHERE report = :number
        UNION SELECT url FROM appearances WHERE report = :number
    """
    return (row[0] for row in connection.execute(words, {"number": number}) if row[0])


def _take_away(connection: Connection, number: int) -> Counter[str]:
    """Take away all that is kept of a report, but for its own row."""
    gone = _loosen(connection, number)
    mentions = connection.execute("SELECT count(*) FROM namings WHERE report = ?", (number,))
    gone["namings"] = mentions.fetchone()[0]
    namings.forget(connection, number)
    for table, column, _ in connection.pointing("reports"):
        gone += _delete(connection, table, f"{column} = :number", {"number": number})
    return gone


def _loosen(connection: Connection, number: int) -> Counter[str]:
    """Undo the claims that a report has a part in, and what the user said of its tellings.

    What other reports tell of them is grouped anew by the next question on claims.
    """
    own = "IN (SELECT {} FROM tellings WHERE report = :number)"
    values = {"number": number}
    ids = own.format("id")
    gone = _delete(connection, "rulings", f"a {ids} OR b {ids}", values)
    return gone + _delete(connection, "claims", f"id {own.format('claim')}", values)


def _delete(
    connection: Connection, table: str, where: str, values: Mapping[str, int]
) -> Counter[str]:
    """Delete rows and, before them, all that point at them; count them by table."""
    gone: Counter[str] = Counter()
    for child, column, key in connection.pointing(table):
        rows = f"{column} IN (SELECT {key} FROM {table} WHERE {where})"
        gone += _delete(connection, child, rows, values)
    gone[table] += connection.execute(f"DELETE FROM {table} WHERE {where}", values).rowcount
    return gone


def _remember(connection: Connection, id_: str) -> None:
    """Remember that a text was forgotten, so that it does not come back unasked."""
    connection.execute(
        "INSERT INTO forgotten VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET added = excluded.added",
        (id_, now()),
    )


def _person(connection: Connection, who: str, database: Database) -> Person:
    """Find out who is meant: a name, a Wikidata id, or the key of somebody without a name."""
    if key := UNNAMED_KEY.fullmatch(who.strip()):
        return Person(key=(key[1], key[2]))
    rows = connection.execute(
        "SELECT DISTINCT other.name, other.kind, other.wikidata FROM identities AS one "
        "JOIN identities AS other ON other.joined = one.joined "
        "WHERE one.report IS NULL AND (one.folded = ? OR one.wikidata = ?)",
        (fold(who), who.upper()),
    ).fetchall()
    people = [row for row in rows if Kind(row["kind"]) in KINDS]
    if rows and not people:
        raise RecordError(
            f'"{who}" is no person in {database} but a {rows[0]["kind"].replace("_", " ")}: only '
            "reports and persons are forgotten. Nothing was forgotten."
        )
    ids = frozenset(row["wikidata"] for row in people if row["wikidata"])
    names = {row["name"] for row in people} | (set() if who.upper() in ids else {who.strip()})
    return Person(frozenset(names), ids)


def _mentioning(connection: Connection, person: Person) -> list[tuple[int, str]]:
    """Give the reports that have the person as an actor, or a full name in their words."""
    if person.key:
        find = "SELECT number, reports.id FROM reports JOIN actors ON report = number "
        found = connection.execute(f"{find} WHERE reports.id = ? AND actors.id = ?", person.key)
        return [(row["number"], row["id"]) for row in found]
    numbers = set(_naming(connection, person))
    rows = connection.execute("SELECT number, id FROM reports ORDER BY number")
    return [(row["number"], row["id"]) for row in rows if row["number"] in numbers]


def _naming(connection: Connection, person: Person) -> Iterator[int]:
    """Give the numbers of reports that have a name or an id of the person."""
    actors = "SELECT report, name, kind, wikidata FROM actors WHERE named = 1"
    folded = {fold(name) for name in person.names}
    for report, name, kind, wikidata in connection.stream(actors):
        if kind in KINDS and (fold(name) in folded or wikidata in person.ids):
            yield report
    if not person.full:
        return
    for words in (
        "SELECT number, text FROM reports",
        "SELECT report, json FROM readings",
        "SELECT report, title, url, outlet FROM appearances",
    ):
        for report, *said in connection.stream(words):
            if any(person.full.search(some) for some in said if some):
                yield report


def _redact(connection: Connection, number: int, person: Person) -> Redacted:
    """Put a report without the person in the place of the one with.

    Its earlier readings go: they were of the words as they stood. So do its vectors, which
    were made of all words together.
    """
    kept = keeping.kept(_asking(connection), number)
    done = redacted(kept.reading, person)
    report, old = done.reading.report, kept.reading.report.id
    _take_away(connection, number)
    if report.id != old:
        _remember(connection, old)
    seen = [_unnamed(place, done, person) for place in kept.appearances]
    same = connection.execute("SELECT number FROM reports WHERE id = ?", (report.id,)).fetchone()
    if same and same["number"] != number:  # two that differed in the person's words alone
        connection.execute("DELETE FROM reports WHERE number = ?", (number,))
        for place in seen:
            appear(connection, same["number"], place)
        return done
    row = (report.id, report.text, number)
    connection.execute("UPDATE reports SET id = ?, text = ? WHERE number = ?", row)
    for place in seen:
        appear(connection, number, place)
    last = kept.readings[-1]
    document = to_dict(done.reading) | {"parley": last.document["parley"]}
    keep(connection, number, Read(document, None, last.added))
    keep_items(connection, number, done.reading, {})
    return done


def _unnamed(place: Appearance, done: Redacted, person: Person) -> Appearance:
    return replace(
        place,
        outlet=marked(place.outlet, person),
        title=done.heading(place.title),
        url=done.heading(place.url),
    )


def _asking(connection: Connection) -> Callable[..., list[Row]]:
    return lambda question, *values: connection.execute(question, values).fetchall()
