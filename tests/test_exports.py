"""Exports: each is read by its format's own library, and ours comes back as it went."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from conftest import Places
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample import HOSTILE, hostile, rich
from sample_readings import readings, sample

from parley.cli import main
from parley.errors import RecordError
from parley.exports import FORMATS, as_bytes, export, import_lines
from parley.exports.cells import guarded
from parley.exports.table import COLUMNS
from parley.items import Event, Reading, Status, When
from parley.record import Record, Vectors
from parley.record.rulings import Ruling, put_rulings, rulings
from parley.schema import to_dict, to_json

ALL = sorted(FORMATS)
TEXTS = [name for name in ALL if FORMATS[name].is_text]
CALENDARS = ("ics",)  # may not be empty


def with_talks(reading: Reading) -> Reading:
    """Give `reading` with talks that are planned for a day, and an attack that happened."""
    talks = next(event for event in reading.events if event.type == "talks")
    planned = replace(
        talks, id="e71", status=Status.PLANNED, when=When("on Friday", "2024-03-15"), place="p1"
    )
    attack = Event("e72", "attack", talks.trigger, Status.HAPPENED)
    return replace(reading, events=(*reading.events, planned, attack))


def samples() -> list[Reading]:
    """Give a rich reading, a plain one, and a hostile one of a form that a record may hold."""
    places = tuple(replace(place, country=None) for place in hostile().places)
    return [with_talks(r) for r in (rich(), sample(), replace(hostile(), places=places))]


def written(format_: str) -> str:
    return as_bytes(samples(), format_).decode()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Give a record that the tests only read."""
    record = Record.open(tmp_path_factory.mktemp("record") / "parley.db")
    for reading in samples():
        record.add(reading, Vectors("w1", {"s1": [0.1, -7.3, 2.0]}))
    return record


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a record without reports, to be copied: making one takes longer."""
    path = tmp_path_factory.mktemp("empty") / "parley.db"
    Record.open(path)
    return path


def in_long_text(reading: Reading) -> Reading:
    """Give a reading whose spans lie in its text."""
    text = reading.report.text + "." * 600
    return replace(
        reading,
        report=replace(reading.report, text=text, id=sha256(text.encode()).hexdigest()),
    )


anything = readings.map(in_long_text)


# What holds of every format


@pytest.mark.parametrize("format_", ALL)
def test_the_same_export_is_the_same_bytes(record: Record, format_: str) -> None:
    first, second = io.BytesIO(), io.BytesIO()

    assert export(record, format_, first) == export(record, format_, second) == 3
    assert first.getvalue() == second.getvalue() != b""


@pytest.mark.parametrize("format_", ALL)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reading=anything)
def test_whatever_the_types_allow_is_written(format_: str, reading: Reading) -> None:
    try:
        data = as_bytes([reading], format_)
    except RecordError as error:
        assert "Nothing was written" in str(error)  # noqa: PT017  (not every reading has talks)
    else:
        assert data


@pytest.mark.parametrize("format_", TEXTS)
def test_a_cut_export_says_so_inside(record: Record, format_: str) -> None:
    stream = io.BytesIO()
    export(record, format_, stream, outlet="Daily Ledger", above=0.1)
    data = stream.getvalue().decode().replace("\r\n ", "").replace("\\,", ",")

    assert "Cut: 1 of the 3 reports of the record (outlet Daily Ledger" in data


@pytest.mark.parametrize("format_", ALL)
def test_a_whole_export_does_not_call_itself_cut(record: Record, format_: str) -> None:
    stream = io.BytesIO()
    export(record, format_, stream, limit=100)

    assert b"Cut:" not in stream.getvalue()


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"outlet": "the HARBOUR wire"}, id="outlet"),
        pytest.param({"since": date(2024, 3, 13)}, id="since"),
        pytest.param({"until": date(2024, 3, 13), "since": date(2022, 1, 1)}, id="between"),
    ],
)
def test_only_what_is_asked_for_is_written(record: Record, asked: dict[str, Any]) -> None:
    stream = io.BytesIO()

    assert export(record, "csl", stream, **asked) == 1
    assert json.loads(stream.getvalue())[0]["container-title"] == "Harbour Wire"


def test_no_report_that_fits_is_refused_and_nothing_written(record: Record, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no report that fits"):
        export(record, "csv", tmp_path / "out.csv", outlet="Nobody's Gazette")

    assert not list(tmp_path.glob("*out*"))


def test_an_export_that_fails_leaves_what_stood_there(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(extract: object, stream: BinaryIO) -> None:
        stream.write(b"half of it")
        raise ZeroDivisionError

    monkeypatch.setattr("parley.exports.csvfile.write", fail)
    target = tmp_path / "out.csv"
    target.write_text("what stood there")
    with pytest.raises(ZeroDivisionError):
        export(record, "csv", target)

    assert target.read_text() == "what stood there"
    assert [path.name for path in tmp_path.glob("*out.csv*")] == ["out.csv"]


def test_the_record_itself_is_never_written_over(record: Record) -> None:
    with pytest.raises(RecordError, match="the record itself"):
        export(record, "csv", record.path)


def test_a_folder_as_a_file_is_refused_in_one_line(record: Record, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be written"):
        export(record, "csv", tmp_path)


@pytest.mark.parametrize("format_", ALL)
def test_every_format_has_its_line_in_the_guide(format_: str) -> None:
    page = Path(__file__).parents[1].joinpath("docs/how-to/export.md").read_text(encoding="utf-8")

    assert re.search(rf"^\| `{format_}` \| .+ \| .+ \|$", page, re.MULTILINE)


# JSON Lines, there and back


def new(empty: Path, path: Path) -> Record:
    return Record.open(shutil.copy(empty, path))


def exported(record: Record) -> bytes:
    stream = io.BytesIO()
    export(record, "jsonl", stream)
    return stream.getvalue()


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(found=st.lists(anything, min_size=1, max_size=3))
def test_export_import_export_is_the_same_bytes(empty: Path, found: list[Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        record, copy = (new(empty, Path(folder, name)) for name in ("a.db", "b.db"))
        for reading in found:
            record.add(reading)
        import_lines(copy, io.BytesIO(exported(record)))

        assert exported(copy) == exported(record)
        assert copy.reports() == record.reports()


def test_vectors_versions_reprints_and_history_come_back(places: Places) -> None:
    record, copy = Record.open(places.new()), Record.open(places.new())
    record.add(rich(), Vectors("w1", {"s1": [0.1, -7.3, 2.0]}))
    reading = sample("The envoys left Aldport. " * 9, outlet=None, url="https://news.example/1")
    record.add(reading)
    told = replace(reading.report, outlet="Daily Ledger")
    record.add(replace(reading, report=told))  # now the outlet is told: a better reading
    record.add(replace(reading, report=replace(told, outlet="Morning Star")))  # a reprint
    record.add(sample("The envoys did not leave. " * 9, url="https://news.example/1"))
    import_lines(copy, io.BytesIO(exported(record)))

    assert exported(copy) == exported(record)
    with record.view() as old, copy.view() as new_:
        for row in old.reports():
            assert new_.history(row.id) == old.history(row.id)
            assert new_.versions(row.id) == old.versions(row.id)
        kept = [view.vectors(rich().report.id) for view in (old, new_)]
    assert kept[0]
    assert kept[1]
    assert list(kept[0].by_item["s1"]) == list(kept[1].by_item["s1"])  # type: ignore[arg-type]


def test_what_the_user_said_of_claims_comes_back(places: Places) -> None:
    record, copy = Record.open(places.new()), Record.open(places.new())
    record.add(rich())
    said = [Ruling("0a", "0b", True, "2026-01-02T03:04:05Z")]
    put_rulings(record.database, said)
    import_lines(copy, io.BytesIO(exported(record)))

    assert rulings(copy.database) == said
    assert exported(copy) == exported(record)


def test_importing_twice_adds_nothing(record: Record, tmp_path: Path) -> None:
    export(record, "jsonl", tmp_path / "all.jsonl")

    assert import_lines(record, tmp_path / "all.jsonl") == (3, 0)


def test_what_read_prints_is_taken_too(empty: Path, tmp_path: Path) -> None:
    record = new(empty, tmp_path / "parley.db")

    assert import_lines(record, io.BytesIO(to_json(to_dict(rich())).encode())) == (1, 1)
    assert record.reading(rich().report.id) == rich()


def changed(**at: object) -> bytes:
    """Give an export of two lines; in the second the values at these paths are changed."""
    head, line = as_bytes([rich()], "jsonl").decode().splitlines()
    row = json.loads(line)
    for path, value in at.items():
        *way, last = path.split("__")
        place: Any = row
        for step in way:
            place = place[int(step) if step.isdigit() else step]
        place[int(last) if last.isdigit() else last] = value
    return f"{head}\n{json.dumps(row)}\n".encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\xff\xfe", "line 1: it is no JSON", id="bytes"),
        pytest.param(b"[1]\n", "it is no report", id="array"),
        pytest.param(b"[" * 100_000, "no JSON", id="deep"),
        pytest.param(b'{"export": {"form": 2}}', "does not know", id="newer"),
        pytest.param(b'{"export": 7}', "must be object", id="no-head"),
        pytest.param(b'{"claim": {}}', "it is no report", id="another-kind"),
        pytest.param(b'{"ruling": {"a": 1}}', "ruling", id="no-ruling"),
        pytest.param(changed(report__text="Another text."), "not the SHA-256", id="text"),
        pytest.param(changed(report__id="../../etc/passwd"), "report.id", id="path-as-id"),
        pytest.param(changed(report__outlet="\ud800"), "no JSON in UTF-8", id="half-character"),
        pytest.param(changed(figures__0__value=float("inf")), "no JSON", id="infinite"),
        pytest.param(changed(statements__0__content=[[0, 9**9]]), "ends at", id="past-the-end"),
        pytest.param(changed(statements__0__content=[[9, 1]]), "no reading", id="backwards"),
        pytest.param(changed(events__0__type="miracle"), "no reading", id="type"),
        pytest.param(changed(actors__0__name={"a": 1}), "name must be string", id="no-string"),
        pytest.param(changed(actors__0__id="a1; DROP TABLE"), "must match pattern", id="id"),
        pytest.param(changed(extra=1), 'does not know, "extra"', id="unknown-key"),
        pytest.param(changed(kept__vectors={"s1": [1, "*"]}), "pattern", id="vector"),
        pytest.param(changed(kept__added="yesterday"), "kept.added", id="time"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_added(
    empty: Path, tmp_path: Path, data: bytes, why: str
) -> None:
    record = new(empty, tmp_path / "parley.db")
    good = as_bytes([sample()], "jsonl").splitlines(keepends=True)[1]
    given_data = data if not data or b"export" in data[:12] else good + data
    with pytest.raises(RecordError, match="Nothing was imported") as refused:
        import_lines(record, io.BytesIO(given_data))

    assert why in str(refused.value).replace("line 2", "line 1")
    assert record.reports() == []


def test_an_export_without_the_less_sure_is_not_taken_for_whole(
    record: Record, tmp_path: Path
) -> None:
    export(record, "jsonl", tmp_path / "sure.jsonl", above=0.9)
    with pytest.raises(RecordError, match="without --min-confidence"):
        import_lines(record, tmp_path / "sure.jsonl")


# The commands


def test_the_commands_take_a_record_there_and_back(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    args = ["export", str(record.path), "--format", "jsonl"]

    assert main([*args, "-o", "out.jsonl"]) == 0
    assert main(["import", "out.jsonl", "--record", "copy.db"]) == 0
    capfd.readouterr()
    assert main(["export", "copy.db", "--format", "jsonl"]) == 0
    assert capfd.readouterr().out.encode() == Path("out.jsonl").read_bytes()


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["--format", "csv", "--outlet", "Nobody"], id="nothing-fits"),
        pytest.param(["--format", "csv", "--since", "13.3.2024"], id="no-day"),
        pytest.param(["--format", "xlsx"], id="no-format"),
        pytest.param(["--format", "csv", "-o", "no/such/folder.csv"], id="no-folder"),
    ],
)
def test_what_cannot_be_exported_is_one_line_and_exit_code_2(
    record: Record, args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(record.path), *args]) == 2
    assert capsys.readouterr().err.count("\n") == 1


# Tables


def test_csv_is_what_rfc_4180_says() -> None:
    data = written("csv")
    rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))

    assert rows[0] == list(COLUMNS)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert data.count("\r\n") == data.count("\n") == len(rows)


def test_every_report_and_item_is_a_row_with_its_words() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"), newline="")))
    told = next(row for row in rows if row["item"] == "f1" and row["report"] == rich().report.id)

    assert sum(row["kind"] == "report" for row in rows) == 3
    assert told["chain"] == "Harbour Wire > Tarn health ministry"
    assert (told["words"], told["value"], told["bound"]) == ("At least 340", "340.0", "at_least")
    assert told["first"] == "2024-02-03"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n-2", "\ufeff=1"]


@pytest.mark.parametrize("words", FORMULAS, ids=ascii)
@pytest.mark.parametrize("format_", ["csv", "polecat"])
def test_no_cell_is_a_formula(format_: str, words: str) -> None:
    reading = rich()
    actors = tuple(replace(actor, name=words) for actor in reading.actors)
    report = replace(reading.report, outlet=words, title=words)
    data = as_bytes([replace(reading, report=report, actors=actors)], format_).decode()
    split = "," if format_ == "csv" else "\t"
    cells = [c for row in csv.reader(io.StringIO(data, newline=""), delimiter=split) for c in row]

    assert not [c for c in cells if re.match(r"\s*[=+\-@＝\t\r]", c) and not is_number(c)]


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+", cell) is not None


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_a_guarded_cell_is_one_line_and_no_formula(words: str) -> None:
    cell = str(guarded(words))

    assert not re.match(r"\s*[=+\-@]", cell)
    assert len(cell.splitlines()) <= 1


def test_parquet_has_types_and_says_its_version() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(as_bytes(samples(), "parquet")))
    types = {field.name: str(field.type) for field in table.schema}
    row = table.filter([item == "s1" for item in table["item"].to_pylist()]).to_pylist()[0]

    assert list(types) == list(COLUMNS)
    assert (types["chain"], types["value"], types["start"]) == (
        "list<element: string>",
        "double",
        "int64",
    )
    assert table.schema.metadata[b"parley.table"] == b"1"
    assert row["chain"] == ["Harbour Wire", "National Radio", "aide to the foreign minister"]


def test_a_cut_parquet_says_so_in_its_metadata(record: Record) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    export(record, "parquet", stream, limit=1)

    assert b"Cut: 1 of the 3" in parquet.read_schema(stream).metadata[b"parley.note"]


def test_parquet_without_its_library_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(RecordError, match=re.escape("parley-record[parquet]")):
        as_bytes([rich()], "parquet")


def test_polecat_has_its_40_columns_and_only_what_happened() -> None:
    rows = list(csv.DictReader(io.StringIO(written("polecat")), delimiter="\t", quoting=3))
    visit = rows[0]

    assert {len(row) for row in rows} == {40}
    assert list(visit)[:2] + list(visit)[-2:] == ["Event ID", "Event Date", "Language", "Version"]
    assert (visit["Event Type"], visit["Event Mode"], visit["Event Date"]) == (
        "CONSULT",
        "visit",
        "2024-03-11",
    )
    assert (visit["Placename"], visit["Country"], visit["City"]) == ("Geneva", "CHE", "None")
    hosts = next(row for row in rows if "Norland" in row["Actor Name"])
    assert hosts["Actor Country"] == "None"  # its Wikidata id is no state's
    ids = {row["Event ID"] for row in rows}
    assert f"{rich().report.id}-e4" not in ids  # denied


@pytest.mark.parametrize("ids", [{"iso": "CH"}, {"wikidata": "Q39"}], ids=["iso", "wikidata"])
def test_a_state_has_its_country_code(ids: dict[str, str]) -> None:
    reading = sample()
    actors = tuple(replace(a, ids=ids) if a.id == "a2" else a for a in reading.actors)
    data = as_bytes([replace(reading, actors=actors)], "polecat").decode()

    assert next(csv.DictReader(io.StringIO(data), delimiter="\t"))["Actor Country"] == "CHE"


# Linked data


def selectors(annotation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for target in annotation["target"]:
        yield from target["selector"]


# The model's musts, in our words: https://www.w3.org/TR/annotation-model/, 3.1, 3.2, 4.2, 5.2.
_IRI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": _IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying", "describing", "tagging", "linking"]},
        "body": {
            "type": "array",
            "items": {
                "oneOf": [
                    {
                        "required": ["type", "value"],
                        "properties": {
                            "type": {"const": "TextualBody"},
                            "value": {"type": "string"},
                        },
                    },
                    {
                        "required": ["type", "source"],
                        "properties": {"type": {"const": "SpecificResource"}, "source": _IRI},
                    },
                ]
            },
        },
        "target": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["source", "selector"],
                "properties": {
                    "source": _IRI,
                    "scope": _IRI,
                    "selector": {
                        "type": "array",
                        "prefixItems": [
                            {
                                "required": ["type", "start", "end"],
                                "properties": {
                                    "type": {"const": "TextPositionSelector"},
                                    "start": {"type": "integer", "minimum": 0},
                                    "end": {"type": "integer", "minimum": 0},
                                },
                            },
                            {
                                "required": ["type", "exact"],
                                "properties": {
                                    "type": {"const": "TextQuoteSelector"},
                                    "exact": {"type": "string", "minLength": 1},
                                },
                            },
                        ],
                        "minItems": 2,
                        "maxItems": 2,
                    },
                },
            },
        },
    },
}


def test_annotations_are_what_the_model_asks_and_find_their_words() -> None:
    import jsonschema

    page = json.loads(written("annotations"))
    texts = {f"nih:sha-256;{r.report.id}": r.report.text for r in samples()}

    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    for annotation in page["items"]:
        jsonschema.Draft202012Validator(ANNOTATION).validate(annotation)
        for target in annotation["target"]:
            text, (position, quote) = texts[target["source"]], target["selector"]
            words = text[position["start"] : position["end"]]
            assert words == quote["exact"]
            assert f"{quote['prefix']}{words}{quote['suffix']}" in text
    assert len({a["id"] for a in page["items"]}) == len(page["items"])


def test_prov_chains_are_quotations_from_outlet_to_root() -> None:
    from prov.constants import PROV, PROV_TYPE
    from prov.model import ProvDerivation, ProvDocument

    document = ProvDocument.deserialize(content=written("prov"), format="json")
    bundle = next(b for b in document.bundles if rich().report.id in str(b.identifier))
    quoted = {
        str(used).rpartition("#")[2]: str(made).rpartition("#")[2]
        for d in bundle.get_records(ProvDerivation)
        if PROV["Quotation"] in d.get_attribute(PROV_TYPE)
        for made, used in [[value for _, value in d.formal_attributes[:2]]]
    }

    assert len(list(document.bundles)) == 3
    assert [quoted[hop] for hop in ("s3/1", "s3/2", "s3/3")] == ["s3", "s3/1", "s3/2"]
    assert "endBundle" in document.get_provn()
    assert ProvDocument.deserialize(content=document.serialize(), format="json") == document


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own
def test_schema_org_uses_its_words_and_gives_no_verdict() -> None:
    import rdflib
    from rdflib import RDF, SDO

    data = json.loads(written("schemaorg"))
    assert data.pop("@context") == "https://schema.org"
    # Its own context is on the web; what it says of these words is this.
    graph = rdflib.Graph().parse(
        data=json.dumps({"@context": {"@vocab": str(SDO)}, **data}), format="json-ld"
    )
    types = set(graph.objects(None, RDF.type))
    words = {*types, *set(graph.predicates()) - {RDF.type}}

    assert all(word in SDO for word in words), [w for w in words if w not in SDO]
    assert {SDO.NewsArticle, SDO.Quotation, SDO.Claim} <= types
    assert SDO.ClaimReview not in types
    claims = list(graph.subjects(RDF.type, SDO.Claim))
    assert all(graph.value(claim, SDO.appearance) for claim in claims)


def test_follow_the_money_takes_every_entity_and_no_unnamed_source() -> None:
    followthemoney = pytest.importorskip(
        "followthemoney", reason="followthemoney needs ICU: pip install --group ftm"
    )
    entities = [json.loads(line) for line in written("ftm").splitlines()]
    for entity in entities:
        schema = followthemoney.model.get(entity["schema"])
        schema.validate(entity)
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        assert proxy.to_dict()["properties"].keys() == entity["properties"].keys()
    names = {name for e in entities for name in e["properties"].get("name", [])}
    ids = {entity["id"] for entity in entities}

    assert {"Article", "Event", "Mention", "Organization"} <= {e["schema"] for e in entities}
    assert "aide to the foreign minister" not in names
    involved = {id_ for e in entities for id_ in e["properties"].get("involved", [])}
    assert involved <= ids


def test_geojson_is_valid_and_invents_no_point() -> None:
    import geojson

    data = geojson.loads(written("geojson"))
    geneva = next(f for f in data["features"] if f["properties"].get("name") == "Geneva")
    unknown = next(f for f in data["features"] if f["properties"].get("name") == "Tarn")

    assert data.is_valid
    assert all(f["geometry"] is None or f["geometry"].is_valid for f in data["features"])
    assert list(geneva["geometry"]["coordinates"]) == [6.15, 46.2]
    assert unknown["geometry"] is None


# Citations and calendar


def test_csl_renders_in_a_citation_processor() -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc import formatter as formatters
    from citeproc.source.json import CiteProcJSON

    items = json.loads(written("csl"))
    source = CiteProcJSON(items)  # warns, which fails here, of a type or a field it does not know
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatters.plain)
    bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
    lines = [str(line) for line in bibliography.bibliography()]

    assert any("Front envoys in Geneva as truce runs out" in line for line in lines)
    assert any("Harbour Wire" in line for line in lines)


def test_bibtex_parses_and_keeps_hostile_titles_in_their_field() -> None:
    import bibtexparser

    reading = rich()
    title = r"} , evil = {\input{x}} % $_{a}^2 \\ ~#&"
    report = replace(reading.report, title=title, url="https://a.example/?q={}\\x")
    library = bibtexparser.parse_string(
        as_bytes([replace(reading, report=report), *samples()], "bibtex").decode()
    )
    fields = library.entries[0].fields_dict

    assert not library.failed_blocks or all(
        "uplicate" in type(block).__name__ for block in library.failed_blocks
    )
    assert "evil" not in fields
    assert "\\input" not in fields["title"].value
    assert fields["url"].value == "https://a.example/?q=%7B%7D%5Cx"
    assert fields["date"].value == "2024-03-13"


def test_the_calendar_holds_the_planned_talks_of_a_known_day() -> None:
    from icalendar import Calendar

    data = written("ics")
    calendar = Calendar.from_ical(data)
    talks = calendar.walk("VEVENT")[0]

    assert len(calendar.walk("VEVENT")) == 3
    assert talks.decoded("DTSTART") == date(2024, 3, 15)
    assert talks.decoded("DTEND") == date(2024, 3, 16)
    assert str(talks["LOCATION"]) == "Geneva"
    assert "Northern Front" in str(talks["SUMMARY"])
    assert "According to: Harbour Wire > National Radio" in str(talks["DESCRIPTION"])
    assert all(len(line.encode()) <= 75 for line in data.split("\r\n"))
    assert not re.search(r"(?<!\r)\n|[\x00-\x08]", data)


def test_a_calendar_without_talks_is_refused() -> None:
    with pytest.raises(RecordError, match="no talks planned"):
        as_bytes([sample()], "ics")


# The page


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag brings."""
        known = dict(attrs)
        self.tags.add(tag)
        self.attributes.update(known)
        self.ids.extend(filter(None, [known.get("id")]))
        self.links.extend(filter(None, [known.get("href")]))

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words += data


def test_the_page_runs_nothing_loads_nothing_and_obeys_no_report() -> None:
    html = as_bytes([rich(), hostile()], "html").decode()
    page = Page(html)

    assert not page.tags & {"script", "img", "svg", "iframe", "base", "link", "object", "form"}
    assert not {name for name in page.attributes if name.startswith("on")} | (
        page.attributes & {"src", "action", "srcdoc", "style"}
    )
    assert {link for link in page.links if not link.startswith("#")} == {rich().report.url}
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert HOSTILE[0] in page.words
    assert "\u202e" not in html


def test_every_item_on_the_page_leads_to_its_words_and_back() -> None:
    page = Page(written("html"))
    inner = {link.removeprefix("#") for link in page.links if link.startswith("#")}

    assert len(page.ids) == len(set(page.ids))
    assert inner <= set(page.ids)
    for n, reading in enumerate(samples(), 1):
        for _, (item, _) in reading.marks():
            assert {f"r{n}-{item}", f"w-r{n}-{item}"} <= set(page.ids)


def test_the_words_of_a_report_stand_on_the_page_as_they_are() -> None:
    page = Page(as_bytes([rich()], "html").decode())

    assert all(line in page.words for line in rich().report.text.splitlines())


CHROMIUM = Path("/usr/bin/chromium")


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")
def test_from_disk_without_script_an_item_lights_all_its_words(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = tmp_path / "page.html"
    path.write_bytes(as_bytes([rich(), hostile()], "html"))
    asked: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=False).new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        page.click('#r1-e3 a[href="#w-r1-e3"]')
        lit = page.locator(".i-r1-e3")
        words = lit.all_text_contents()
        colours = {
            lit.nth(n).evaluate("e => getComputedStyle(e).backgroundColor")
            for n in range(len(words))
        }
        title = page.title()
        browser.close()

    assert words == ["truce", "truce"]
    assert colours == {"rgb(255, 224, 138)"}
    assert title == "A record of who says what"
    assert {url.partition("#")[0] for url in asked} == {path.as_uri()}
