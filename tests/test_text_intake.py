"""Intake: files, pages, folders and days, and what is refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.errors import ReportError
from parley.items import Report
from parley.text import load, report
from parley.text.decoding import decode
from parley.text.published import day_of

ENGLISH = (
    "The two sides met for a third day in the harbour town, and the mediator said that they had "
    "agreed to open the crossing. Neither of them would say how long the truce was to last.\n"
)
ARABIC = "التقى الطرفان في المدينة الساحلية لليوم الثالث وقال الوسيط إنهما اتفقا على فتح المعبر.\n"
FRENCH = (
    "Les deux parties se sont rencontrées pour la troisième journée dans la ville portuaire, "
    "et le médiateur a déclaré qu'elles avaient décidé d'ouvrir le passage.\n"
)
PAGE = """<!DOCTYPE html><html><head>{head}<title>Crossing to open</title>
<meta property="og:site_name" content="Oryx News">
<meta property="article:published_time" content="2023-12-04T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Crossing to open</h1><p>{first}</p><p>{second}</p>
</article><footer>All rights reserved</footer></body></html>"""


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(*paths: Path | str, **options: str) -> Report:
    """Load and give the one report."""
    (found,) = load(paths, **options)  # type: ignore[arg-type]
    assert isinstance(found, Report), found
    return found


def refused(*paths: Path | str) -> str:
    """Load and give the text of the one error."""
    (found,) = load(paths)
    assert isinstance(found, ReportError)
    return str(found)


def page(quoted: str = ENGLISH, head: str = "") -> str:
    return PAGE.format(head=head, first=ENGLISH * 2, second=quoted * 2)


# A string


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_a_text_is_kept_character_for_character(odd: str) -> None:
    text = ENGLISH * 10 + odd.encode("utf-8", "ignore").decode()
    made = report(text)

    assert made.text == text
    assert made.id == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\u00ad"])
def test_hidden_marks_are_kept_and_flagged(mark: str) -> None:
    made = report(f"{ENGLISH}{mark}It held.")

    assert made.flags == ("hidden-marks",)
    assert mark in made.text


def test_a_plain_text_has_no_flag() -> None:
    assert report(ENGLISH).flags == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "no words", id="empty"),
        pytest.param(" \n\u00a0\t", "no words", id="blank"),
        pytest.param(ENGLISH * 12_000, "over 2 MB", id="long"),
        pytest.param(ENGLISH + "\ud800", "surrogate", id="surrogate"),
        pytest.param(FRENCH * 2, "French", id="french"),
        pytest.param(ARABIC, "Arabic", id="arabic"),
    ],
)
def test_a_text_that_is_no_english_report_is_refused(text: str, why: str) -> None:
    with pytest.raises(ReportError, match=why):
        report(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Talks resume.", id="two-words"),
        pytest.param("Kumasi: 12 killed", id="headline"),
        pytest.param(ENGLISH.lower(), id="small-letters"),
        pytest.param(ENGLISH.upper(), id="capitals"),
        pytest.param(f"{ENGLISH}{ARABIC}", id="quotes-another-language"),
    ],
)
def test_english_is_taken_for_english(text: str) -> None:
    assert report(text).language == "en"


# The day of publication


@pytest.mark.parametrize(
    "words",
    [
        "2023-12-04",
        "2023-12-04T23:30:00Z",
        "2023-12-04T23:30:00+02:00",
        "2023-12-04 10:00",
        "4 December 2023",
        "4th Dec. 2023",
        "December 4, 2023",
        "Dec 4 2023",
        "DECEMBER 4th, 2023",
        "Monday, 4 December 2023",
        "Mon, 04 Dec 2023 10:00:00 +0000",
        " 4  December\t2023 ",
    ],
)
def test_a_day_is_read_as_people_write_it(words: str) -> None:
    assert day_of(words) == date(2023, 12, 4)


def test_numbers_that_are_one_day_only_are_read() -> None:
    assert day_of("24/12/2023") == day_of("12/24/2023") == day_of("24.12.23") == date(2023, 12, 24)
    assert day_of("5/5/2023") == date(2023, 5, 5)
    assert day_of("24/12/89") == date(1989, 12, 24)


def test_a_moment_gives_its_day() -> None:
    assert day_of(datetime(2023, 12, 4, 10)) == day_of(date(2023, 12, 4))


@pytest.mark.parametrize("words", ["04/12/23", "4/12/2023", "04.12.2023", "04-12-2023"])
def test_numbers_that_could_be_two_days_are_refused(words: str) -> None:
    with pytest.raises(ReportError, match=r"4 December or 12 April\. Write 2023-12-04, or pass"):
        day_of(words)


@pytest.mark.parametrize(
    "words", ["31 February 2023", "2023-13-01", "yesterday", "", "12/2023", "4 Ma 2023", "9" * 9999]
)
def test_words_that_are_no_day_are_refused(words: str) -> None:
    with pytest.raises(ReportError, match="no day that parley can read"):
        day_of(words)


# Text files


@pytest.mark.parametrize(
    "text", [ENGLISH, ENGLISH.replace("\n", "\r\n") + "x\r", f"\n\n {ENGLISH}"]
)
def test_a_text_file_is_kept_character_for_character(tmp_path: Path, text: str) -> None:
    assert only(write(tmp_path / "a.txt", text)).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_an_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = ENGLISH + "“It holds”, the mediator’s office in Curaçao said — for now.\n"

    assert only(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_a_header_is_understood_and_no_part_of_the_text(tmp_path: Path) -> None:
    header = (
        "Outlet: Oryx News\r\npublished: 4 December 2023\r\nurl: https://oryx.example/1\r\n\r\n"
    )
    made = only(write(tmp_path / "a.txt", header + ENGLISH))

    assert (made.outlet, made.published, made.url) == (
        "Oryx News",
        date(2023, 12, 4),
        "https://oryx.example/1",
    )
    assert made.text == ENGLISH


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("outlet: Oryx\nauthor: Osei\n\n", id="unknown-key"),
        pytest.param("title: A quarrel\n", id="no-blank-line"),
        pytest.param("\noutlet: Oryx\n\n", id="not-at-the-top"),
    ],
)
def test_what_is_no_header_stays_text(tmp_path: Path, head: str) -> None:
    made = only(write(tmp_path / "a.txt", head + ENGLISH))

    assert made.text == head + ENGLISH
    assert made.outlet is None


def test_the_caller_goes_before_the_header(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f"outlet: Oryx\npublished: 04/12/23\ntitle: T\n\n{ENGLISH}")
    made = only(path, outlet="Ibis", published="2023-04-12")

    assert (made.outlet, made.published, made.title) == ("Ibis", date(2023, 4, 12), "T")


def test_an_ambiguous_day_is_told_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f"outlet: Oryx\npublished: 04/12/23\n\n{ENGLISH}")

    assert refused(path) == (
        f'{path}, line 2: "04/12/23" could be 4 December or 12 April. Write 2023-12-04, or pass '
        "--published 2023-12-04. Nothing of it was added to the record."
    )


def test_an_ambiguous_day_of_the_caller_is_refused_at_once() -> None:
    with pytest.raises(ReportError, match="could be"):
        load([], published="04/12/23")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        pytest.param("a.txt", b"", "no words", id="empty"),
        pytest.param("a.txt", b"outlet: Oryx\n\n \n", "no words", id="header-alone"),
        pytest.param("a.txt", b"\xef\xbb\xbf", "no words", id="mark-alone"),
        pytest.param("a.txt", b"%PDF-1.7\n...", "a PDF", id="pdf"),
        pytest.param("a.html", b"\xff\xd8\xff\xe0JFIF", "a JPEG", id="jpeg"),
        pytest.param("a.txt", b"PK\x03\x04...", "a ZIP", id="zip"),
        pytest.param("a.txt", b"The end\x00 of it", "binary", id="nul"),
        pytest.param("a.txt", bytes(range(1, 32)) * 9, "binary", id="control"),
        pytest.param("a.txt", b"\xff\xfe\x00\xd8\x00\xd8", "encoding", id="undecodable"),
        pytest.param("a.txt", b"the end " * 260_000, "over 2 MB", id="long"),
        pytest.param("a.txt", b" " * 20_000_001, "larger than 20 MB", id="huge"),
        pytest.param("a.txt", (ARABIC * 3).encode("cp1256"), "Arabic", id="arabic-1256"),
        pytest.param("a.txt", (FRENCH * 3).encode("latin-1"), "French", id="french-latin-1"),
        pytest.param("a.html", b"<p>short", "no article", id="no-article"),
        pytest.param("a.html", b"<a>" * 30_001, "tags", id="too-many-tags"),
        pytest.param("a.html", b"<div>" * 29_000 + b"x", "no article", id="nested"),
        pytest.param("a.jsonl", b"", "no words", id="empty-list"),
        pytest.param("a.jsonl.gz", b"no gzip", "cannot be read", id="no-gzip"),
        pytest.param("a.jsonl.gz", gzip.compress(b"{}" * 99)[:20], "cannot be read", id="cut-gzip"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    path = write(tmp_path / name, data)
    told = refused(path)

    assert told.startswith(f"{path}")
    assert why in told
    assert told.endswith("Nothing of it was added to the record.")
    assert "\n" not in told


# HTML


def test_a_page_gives_its_article_and_what_it_says_of_it(tmp_path: Path) -> None:
    made = only(write(tmp_path / "a.html", page()))

    assert (made.outlet, made.published, made.title) == (
        "Oryx News",
        date(2023, 12, 4),
        "Crossing to open",
    )
    assert "harbour town" in made.text
    assert "Home" not in made.text
    assert "<" not in made.text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        pytest.param('<meta charset="windows-1252">', "cp1252", id="declared"),
        pytest.param('<meta charset="iso-8859-1">', "cp1252", id="declared-latin-1"),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
            "cp1252",
            id="declared-old-way",
        ),
        pytest.param("", "cp1252", id="not-declared"),
        pytest.param('<meta charset="utf-8">', "cp1252", id="declared-wrongly"),
        pytest.param('<meta charset="utf-8">', "utf-8", id="utf-8"),
        pytest.param("", "utf-8-sig", id="marked"),
        pytest.param('<meta charset="nonsense">', "utf-8", id="declared-nonsense"),
    ],
)
def test_a_page_is_decoded_before_it_is_read(tmp_path: Path, head: str, encoding: str) -> None:
    quoted = "“It holds,” the mediator’s office said — for a day, and then for a week.\n"
    made = only(write(tmp_path / "a.htm", page(quoted, head).encode(encoding)))

    assert quoted.strip() in made.text


def test_a_broken_byte_does_not_change_a_declared_encoding() -> None:
    data = page("“Holds” " * 200, '<meta charset="utf-8">').encode() + b"\x93"

    assert "“Holds”" in decode(data, page=True)


def test_a_page_named_txt_is_read_as_a_page(tmp_path: Path) -> None:
    assert only(write(tmp_path / "a.txt", page())).outlet == "Oryx News"


# Lists, folders, globs, standard input


def test_each_line_of_a_list_is_a_report_or_an_error(tmp_path: Path) -> None:
    rows = [
        json.dumps({"text": ENGLISH, "outlet": "Oryx", "published": "2023-12-04", "more": 1}),
        "",
        "{",
        json.dumps({"outlet": "Oryx"}),
        json.dumps({"text": ENGLISH, "published": "04/12/23"}),
        json.dumps({"text": ENGLISH, "outlet": 5}),
        json.dumps({"text": "\ud800"}),
        "[" * 100_000,
        json.dumps({"text": "It held.", "title": None}),
    ]
    data = "\n".join(rows).encode()

    for path in (
        write(tmp_path / "a.jsonl", data),
        write(tmp_path / "a.jsonl.gz", gzip.compress(data)),
    ):
        found = list(load([path]))
        reports = [f for f in found if isinstance(f, Report)]
        errors = [str(f) for f in found if isinstance(f, ReportError)]
        assert [r.outlet for r in reports] == ["Oryx", None]
        assert [e.split(":")[0] for e in errors] == [f"{path}, line {n}" for n in range(3, 9)]


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "b.txt", ENGLISH), write(tmp_path / "a.txt", b"\x00")
    found = list(load([bad, tmp_path / "none.txt", good]))

    assert [type(f) for f in found] == [ReportError, ReportError, Report]


def test_a_folder_gives_its_known_files_sorted(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", ENGLISH + "B")
    write(tmp_path / "a" / "c.TXT", ENGLISH + "C")
    write(tmp_path / "a" / "d.png", b"\x89PNG")

    assert [f.text[-1] for f in load([tmp_path]) if isinstance(f, Report)] == ["C", "B"]


def test_a_glob_gives_what_matches_and_a_file_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "b1.txt", ENGLISH + "1")
    write(tmp_path / "b2.txt", ENGLISH + "2")
    found = list(load([str(tmp_path / "b?.txt"), tmp_path / "b1.txt"]))

    assert [f.text[-1] for f in found if isinstance(f, Report)] == ["1", "2"]
    assert len(found) == 2


def test_a_name_with_brackets_is_no_glob_where_it_is_a_file(tmp_path: Path) -> None:
    assert only(write(tmp_path / "a[1].txt", ENGLISH)).text == ENGLISH


@pytest.mark.parametrize(
    ("path", "why"), [("none.txt", "no such file"), ("*.none", "no file matches"), ("", "holds no")]
)
def test_a_path_with_nothing_is_told(tmp_path: Path, path: str, why: str) -> None:
    assert why in refused(tmp_path / path)


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ENGLISH.encode())))

    assert only("-").text == ENGLISH


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    reports = load([tmp_path / "later.txt"])
    write(tmp_path / "later.txt", ENGLISH)

    assert isinstance(next(reports), Report)
