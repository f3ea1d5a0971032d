"""A reading, a list and a search as text for people, 80 columns wide or as wide as the terminal.

All words come from reports: they are never markup, and marks that a terminal would obey are
named instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from parley.cli.printing import ID
from parley.items import Actor, Event, Figure, Item, Place, Reading, Report, Statement, Timex
from parley.markup import plain
from parley.record import Hit, Row
from parley.spans import Span
from parley.wording import amount, coordinates, spaced

if TYPE_CHECKING:
    from parley.corroboration.tolls import Reported

WIDEST: Final = 100  # columns; longer lines are hard to read
_CONTENT: Final = 280  # characters of a statement: four lines of 80 columns
_TITLE: Final = 72  # characters that fit a line of 80 columns beside its margin


class Printer:
    """Prints to standard output; in colour only on a terminal, and not with ``NO_COLOR``."""

    def __init__(self) -> None:
        self.console = Console(markup=False, highlight=False, emoji=False)
        self.console.width = min(self.console.width, WIDEST)

    def reading(self, reading: Reading) -> None:
        """Print one reading: its report, then every kind of item that it has."""
        self._heading(reading.report, reading.carried)
        actors = {actor.id: actor for actor in reading.actors}
        sections: dict[str, Sequence[RenderableType]] = {
            "Who says what": [_statement(s, reading, actors) for s in reading.statements],
            "Events": _events(reading, actors),
            "Votes": [_vote(e, actors) for e in reading.events if e.type == "vote"],
            "Figures": _figures(reading, actors),
            "Dates": _dates(reading),
            "Places": _places(reading.places),
        }
        for title, parts in sections.items():
            if parts:
                self._print()
                self._print(Text(title.upper(), style="bold cyan"))
            for part in parts:
                self._print(_indented(part, 2))
        if not any(sections.values()):
            self._print("\nNothing was found in this report.")
        self._print()

    def rows(self, rows: Sequence[Row], total: int, *, is_cut: bool = False) -> None:
        """Print a list of reports; `is_cut` if not all reports of the record were asked for."""
        if not rows:
            is_none = "No report fits." if is_cut else "The record holds no report yet."
            self._print(is_none)
            return
        table = columns("id", "published", "outlet", "report", "says", "events")
        table.columns[0].no_wrap = table.columns[1].no_wrap = True
        table.columns[2].max_width = 18
        table.columns[4].justify = table.columns[5].justify = "right"
        for row in rows:
            version = f" (version {row.version} of {row.versions})" if row.versions > 1 else ""
            table.add_row(
                Text(row.id[:ID], style="cyan"),
                Text(str(row.published or "")),
                as_text(row.outlet),
                Text.assemble(as_text(_name(row.title, row.opening)), (version, "dim")),
                Text(str(row.statements)),
                Text(str(row.events)),
            )
        self._print(table)
        if len(rows) < total:
            self._print(f"\n{len(rows):,} of {total:,} reports; --limit shows more.")

    def hits(self, hits: Sequence[Hit], words: str, *, are_more: bool) -> None:
        """Print what a search found, the words that were searched for in bold."""
        if not hits:
            self._print(Text.assemble("No report holds ", as_text(words), "."))
        for hit in hits:
            known = (hit.row.outlet, str(hit.row.published or ""))
            self._print(
                Text(hit.row.id[:ID], style="cyan"),
                Text(_shown(_name(hit.row.title, hit.row.opening), _TITLE), style="bold"),
            )
            self._line(*known)
            self._print(_indented(_snippet(hit), 2))
            self._print()
        if are_more:
            self._print(f"The first {len(hits):,} are shown; --limit shows more.")

    def _print(self, *what: RenderableType) -> None:
        """Print a line; where no terminal reads it, without the spaces that fill it up."""
        if self.console.is_terminal:
            self.console.print(*what)
            return
        with self.console.capture() as printed:
            self.console.print(*what)
        print("\n".join(line.rstrip() for line in printed.get().split("\n")), end="")

    def _heading(self, report: Report, carried: str | None) -> None:
        title = _shown(_name(report.title, report.text), 2 * _TITLE)
        self._print(Text(title, style="bold"))
        day = str(report.published) if report.published else "no date"
        outlet = report.outlet or "outlet not told"
        whose = carried and f"carried from {carried}"
        self._line(outlet, whose, day, report.id[:ID], report.url)
        for flag in report.flags:
            self._print(Text(f"Beware: {_shown(flag)}", style="yellow"))

    def _line(self, *known: str | None) -> None:
        self._print(Text(" · ".join(_shown(k) for k in known if k), style="dim"))


def _shown(words: str, most: int | None = None) -> str:
    r"""Give `words` in one line, hidden marks named, cut at a word where they are too long.

    >>> _shown("two\nlines\x1b[31m"), _shown("rather a long line", 12)
    ('two lines[U+001B][31m', 'rather a …')
    """
    line = plain(" ".join(words.split()))
    if most is None or len(line) <= most:
        return line
    return f"{line[: most - 1].rpartition(' ')[0] or line[: most - 1]} …"


def _indented(what: RenderableType, columns: int) -> Padding:
    return Padding(what, (0, 0, 0, columns), expand=False)


def as_text(words: str | None, style: str = "") -> Text:
    """Give the words of a report as one line that no terminal obeys."""
    return Text(_shown(words or ""), style=style)


def _name(title: str | None, text: str) -> str:
    return title or _shown(text[:400], _TITLE)


def columns(*names: str) -> Table:
    """Give an empty table without lines; the columns share the width."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _who(ids: Iterable[str], actors: Mapping[str, Actor]) -> str:
    return ", ".join(_shown(actors[id_].name) for id_ in ids if id_ in actors)


def _steps(statement: Statement, actors: Mapping[str, Actor]) -> Text:
    """Give the chain as steps, the root source last and in colour; an unnamed one stands out."""
    hops = [actors[id_] for id_ in statement.chain if id_ in actors]
    if not hops:
        return Text("no source is told", style="dim")
    root = hops[-1]
    steps = Text("".join(f"{_shown(hop.name)} > " for hop in hops[:-1]), style="dim")
    return steps.append(_shown(root.name), "bold green" if root.named else "bold yellow")


def _statement(
    statement: Statement, reading: Reading, actors: Mapping[str, Actor]
) -> RenderableType:
    """Give one statement: its chain and act, then its words; a nested one stands further in."""
    content = " … ".join(_cut(span, reading.report.text) for span in statement.content)
    told = (statement.act.value, statement.form.value, statement.said, _sure(statement))
    how = ", ".join(filter(None, told))
    who = _steps(statement, actors).append(f"  {_shown(how)}", "not bold dim")
    lines = Group(who, _indented(as_text(_shown(content, _CONTENT)), 2))
    return _indented(lines, 2 * _depth(statement, reading.statements))


def _sure(item: Item) -> str:
    """Give how likely an item is right; nothing where that was not kept."""
    return f"{item.score:.2f}" if item.why else ""


def _depth(statement: Statement, statements: Sequence[Statement]) -> int:
    """Count the statements around this one."""
    outer_of = {s.id: s.inside for s in statements}
    around: list[str] = []
    outer = statement.inside
    while outer in outer_of and outer not in around:
        around.append(outer)
        outer = outer_of[outer]
    return len(around)


def _cut(span: Span, text: str) -> str:
    return text[span.start : span.end]


def _events(reading: Reading, actors: Mapping[str, Actor]) -> list[Table]:
    events = [event for event in reading.events if event.type != "vote"]
    if not events:
        return []
    places = {place.id: place.name for place in reading.places}
    table = columns("what", "status", "who", "when", "where", "sure")
    for event in events:
        table.add_row(
            Text(spaced(event.type), style="bold"),
            Text(event.status.value),
            Text.assemble(
                (f"“{_shown(_cut(event.trigger, reading.report.text))}” ", "dim"),
                "; ".join([*_roles(event, actors), *_terms(event, actors)]),
            ),
            as_text(_when(event)),
            as_text(places.get(event.place or "")),
            Text(_sure(event), style="dim"),
        )
    return [table]


def _roles(event: Event, actors: Mapping[str, Actor]) -> Iterator[str]:
    for role, ids in event.roles.items():
        if who := _who(ids, actors):
            yield f"{spaced(role)}: {who}"


def _terms(event: Event, actors: Mapping[str, Actor]) -> Iterator[str]:
    """Give a truce's length and end and an exchange's sides; what was worked out says so."""
    if event.extended:
        yield "extended"
    note = {event.computed: " (computed)"}
    if event.length:
        by = "by" if event.extended else "length"
        yield f"{by} {_shown(event.length)}{note.get('length', '')}"
    if event.until:
        yield f"until {_shown(event.until)}{note.get('until', '')}"
    if event.computed == "when":
        yield "start computed"
    sides = [f"{_who([id_], actors)} {number:,}" for id_, number in event.counts.items()]
    if sides:
        yield f"counts: {' for '.join(sides)}"


def _when(event: Event) -> str | None:
    return (event.when.value or event.when.text) if event.when else None


def _vote(vote: Event, actors: Mapping[str, Actor]) -> Text:
    """Give one vote: the body, the tally as a sum, who stood where."""
    line = Text(_who(vote.roles.get("body", ()), actors) or "body not told", style="bold")
    when = _when(vote)
    line.append(f", {_shown(when)}" if when else "").append(f": {_sum(vote)}")
    if vote.adds_up is not None:
        line.append(", ").append(*_VERDICTS[vote.adds_up])
    line.append(f"  {_sure(vote)}", "not bold dim")
    for side, ids in (("against", vote.against), ("abstaining", vote.abstaining)):
        if ids:
            line.append(f"\n{side}: {_who(ids, actors)}")
    return line


_VERDICTS: Final = {True: ("adds up", "green"), False: ("does not add up", "bold red")}


def _sum(vote: Event) -> str:
    """Write the tally as a sum, as far as its numbers are told."""
    tally = vote.tally
    if tally is None:
        return "no numbers are told"
    sides = {"yes": tally.yes, "no": tally.no, "abstaining": tally.abstain, "absent": tally.absent}
    told = [(side, number) for side, number in sides.items() if number is not None]
    terms = " + ".join(f"{number:,} {side}" for side, number in told)
    total = f" = {sum(number for _, number in told):,}" if len(told) > 1 else ""
    members = f" of {vote.members:,} members" if vote.members is not None else ""
    return f"{terms}{total}{members}"


def _figures(reading: Reading, actors: Mapping[str, Actor]) -> list[Table]:
    if not reading.figures:
        return []
    tellers = {s.id: s.chain[-1:] for s in reading.statements}
    table = columns("how many", "of what", "whom", "when", "told by", "sure")
    for figure in reading.figures:
        counted = [spaced(figure.counted), f"({_shown(figure.unit)})" if figure.unit else ""]
        parts = (("", figure.of or ""), ("by ", figure.by or ""))
        whom = ", ".join(f"{by}{_who([id_], actors)}" for by, id_ in parts if id_ in actors)
        table.add_row(
            Text(amount(figure), style="bold"),
            Text(" ".join(filter(None, counted))),
            Text(whom),
            Text(_shown(period(figure))),
            Text(_who(tellers.get(figure.statement or "", ()), actors) or "the outlet"),
            Text(_sure(figure), style="dim"),
        )
    return [table]


def period(figure: Figure | Reported) -> str:
    """Give the period that is counted, as far as it is told."""
    if figure.since and figure.until:
        return f"{figure.since} to {figure.until}"
    return f"from {figure.since}" if figure.since else f"to {figure.until}" if figure.until else ""


def _dates(reading: Reading) -> list[Text]:
    text = reading.report.text
    told = (
        (_cut(timex.span, text), timex.value or timex.offset or "not known", timex)
        for timex in reading.dates
    )
    return list(_counted(told))


def _places(places: Sequence[Place]) -> list[Text]:
    return list(_counted((place.name, _where(place), place) for place in places))


def _where(place: Place) -> str:
    """Give country and coordinates, as far as known."""
    return "  ".join(filter(None, (place.country, coordinates(place))))


def _counted(items: Iterable[tuple[str, str, Timex | Place]]) -> Iterator[Text]:
    """Give each pair of words once, with how often it stands in the text and the surest's score."""
    alike: dict[tuple[str, str], list[Timex | Place]] = {}
    for words, meaning, item in items:
        alike.setdefault((_shown(words), _shown(meaning)), []).append(item)
    for (words, meaning), same in alike.items():
        often = f"  ({len(same)} times)" if len(same) > 1 else ""
        told = f"  {meaning}" if meaning else ""
        sure = f"  {_sure(max(same, key=lambda item: item.score))}"
        yield Text.assemble(words, (told, "magenta"), (often, "dim"), (sure, "dim"))


def _snippet(hit: Hit) -> Text:
    """Give a hit's words with those in bold that were searched for."""
    text, at = Text(), 0
    for span in hit.marks:
        text.append(_piece(hit.snippet[at : span.start]))
        text.append(_piece(_cut(span, hit.snippet)), "bold yellow")
        at = span.end
    return text.append(_piece(hit.snippet[at:]))


def _piece(words: str) -> str:
    """Give a piece of a line; unlike `_shown` it keeps a space at its ends."""
    return plain("".join(" " if character.isspace() else character for character in words))
