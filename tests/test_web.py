"""The site: its pages, what they link and count, and that nothing in a report becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from reported import shellings
from sample import KINDS, hostile, rich
from starlette.testclient import TestClient
from texts import report

from parley import corroboration
from parley.corroboration import Claim
from parley.items import Act, Actor, Form, Kind, Reading, Statement
from parley.record import Record
from parley.spans import Span
from parley.web import app
from parley.web.claims import CLAIMS
from parley.web.site import PAGE_SIZE
from parley.web.view import ReportView

RICH = f"/report/{rich().report.id}"
HOSTILE = f"/report/{hostile().report.id}"
BASE = "http://127.0.0.1:8321"


@pytest.fixture(scope="module")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "parley.db"
    record = Record.open(path)
    record.add(rich())
    record.add(hostile())
    return path


@pytest.fixture
def client(record_path: Path) -> Iterator[TestClient]:
    with TestClient(app(record_path), BASE, raise_server_exceptions=False) as client:
        yield client


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', html)


def test_the_list_names_each_report_and_counts_its_items(client: TestClient) -> None:
    page = client.get("/").text

    assert "Front envoys in Geneva as truce runs out" in page
    assert "13 March 2024" in page
    assert '<li class="statements"><b>8</b> statements</li>' in page


def test_a_report_without_title_is_listed_by_its_first_words(tmp_path: Path) -> None:
    record = Record.open(tmp_path / "r.db")
    record.add(Reading(report("Envoys met by the river. " * 9)))

    page = TestClient(app(tmp_path / "r.db"), BASE).get("/").text

    assert "Envoys met by the river. Envoys" in page
    assert " …</a>" in page


def test_a_report_says_whose_text_it_prints(client: TestClient) -> None:
    assert "carried from <bdi>Meridian</bdi>" in client.get(RICH).text


def test_a_search_shows_where_its_words_stand(client: TestClient) -> None:
    page = client.get("/", params={"q": "prisoner"}).text

    assert "<mark>prisoner</mark>" in page
    assert HOSTILE not in page


@pytest.mark.parametrize("words", ['"', "NEAR(", "* OR -", "'; DROP TABLE reports; --", "%"])
def test_no_search_is_a_command(client: TestClient, words: str) -> None:
    assert client.get("/", params={"q": words}).status_code == 200


def test_a_search_without_hits_says_so(client: TestClient) -> None:
    assert "No report in this record has these words." in client.get("/?q=zeppelin").text


def test_an_empty_record_says_how_to_fill_it(tmp_path: Path) -> None:
    Record.open(tmp_path / "r.db")

    assert "parley read" in TestClient(app(tmp_path / "r.db"), BASE).get("/").text


def test_every_report_is_on_exactly_one_page_of_the_list(tmp_path: Path) -> None:
    record = Record.open(tmp_path / "r.db")
    with record.writer() as writer:
        for n in range(PAGE_SIZE + 3):
            writer.add(Reading(report(f"Talks, day {n}.")))
    client = TestClient(app(tmp_path / "r.db"), BASE)
    pages = [client.get(f"/?page={n}").text for n in (1, 2)]
    found = [re.findall(r'href="(/report/[0-9a-f]{64})"', page) for page in pages]

    assert [len(f) for f in found] == [PAGE_SIZE, 3]
    assert len(set(found[0] + found[1])) == PAGE_SIZE + 3
    assert 'href="/?page=2"' in pages[0]
    assert 'href="/?page=1"' in pages[1]


def test_the_words_of_a_report_come_back_whole() -> None:
    view = ReportView(rich())
    shown = ["".join(piece.words for piece in paragraph) for paragraph in view.paragraphs]

    assert shown == rich().report.text.split("\n")


def test_every_item_has_one_card_and_its_words_one_anchor(client: TestClient) -> None:
    reading = rich()
    found = ids(client.get(RICH).text)
    items = [item.id for kind in KINDS for item in getattr(reading, kind)]

    assert len(found) == len(set(found))
    assert {*items, *(f"w-{i}" for i in items)} <= set(found)


@pytest.mark.parametrize("path", [RICH, HOSTILE, "/", "/?q=truce"])
def test_every_link_within_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    page = client.get(path).text
    targets = set(re.findall(r'href="#([^"]*)"', page))

    assert targets <= set(ids(page))


def test_overlapping_words_lead_to_the_narrowest_item_and_light_all() -> None:
    pieces = [p for paragraph in ReportView(rich()).paragraphs for p in paragraph]
    twelve = next(p for p in pieces if p.words == "12")
    tarn = next(p for p in pieces if p.words == "Tarn" and "s4" not in p.items)

    assert (twelve.goto, set(twelve.items)) == ("f4", {"f4", "e8"})
    assert (tarn.goto, set(tarn.items)) == ("p3", {"p3", "a7", "s7"})


def test_crossing_spans_are_both_lit() -> None:
    text = "He said the talks failed."
    statements = tuple(
        Statement(f"s{n}", (span,), (), (), None, Form.INDIRECT, Act.SAY, ())
        for n, span in enumerate((Span(3, 17), Span(8, 25)), 1)
    )
    pieces = ReportView(Reading(report(text), statements=statements)).paragraphs[0]

    assert [(p.words, p.items) for p in pieces] == [
        ("He ", ()),
        ("said ", ("s1",)),
        ("the talks", ("s2", "s1")),
        (" failed.", ("s2",)),
    ]


def test_a_chain_runs_from_the_outlet_to_the_root_and_unnamed_hops_look_different(
    client: TestClient,
) -> None:
    card = client.get(RICH).text.split('id="s3"')[1].split("</article>")[0]
    steps = re.findall(r'<li class="([^"]*)">.*?<bdi>(.*?)</bdi></a><small>(.*?)</small>', card)

    assert steps == [
        ("named", "Harbour Wire", "outlet"),
        ("named", "National Radio", "medium"),
        ("unnamed", "aide to the foreign minister", "unnamed source"),
        ("named root", "Northern Front", "armed group"),
    ]


def test_a_vote_shows_its_arithmetic(client: TestClient) -> None:
    page = client.get(RICH).text

    assert "12 + 1 + 2 = 15 of 16 members: <b>it does not add up</b>" in page


def test_an_unknown_speaker_is_said_to_be_unknown(tmp_path: Path) -> None:
    said = Statement("s1", (Span(0, 4),), (), (), None, Form.INDIRECT, Act.SAY, ())
    Record.open(tmp_path / "r.db").add(Reading(report("Talks went on."), statements=(said,)))
    page = TestClient(app(tmp_path / "r.db"), BASE).get("/").text
    path = re.findall(r"/report/[0-9a-f]{64}", page)[0]

    assert "not known" in TestClient(app(tmp_path / "r.db"), BASE).get(path).text


def test_every_wording_of_an_actor_is_counted_and_linked() -> None:
    text = "Oster spoke. The island state left. Oster won."
    spans = (Span(0, 5), Span(13, 29), Span(36, 41))
    actor = Actor("a1", "Oster", Kind.STATE, True, spans)

    assert ReportView(Reading(report(text), (actor,))).wordings(actor) == [
        ("Oster", "w-a1", 2),
        ("The island state", "w-a1-2", 1),
    ]


def test_statements_inside_one_another_in_a_circle_do_not_hang() -> None:
    def inside(id_: str, outer: str) -> Statement:
        return Statement(id_, (Span(0, 4),), (), (), None, Form.INDIRECT, Act.SAY, (), outer)

    circle = (inside("s1", "s2"), inside("s2", "s1"))
    view = ReportView(Reading(report("Talks."), statements=circle))

    assert [view.depth(s) for s in circle] == [1, 1]


def test_nothing_in_a_hostile_report_becomes_markup(client: TestClient) -> None:
    page = client.get(HOSTILE).text
    tags = re.findall(r"<(script|img|base|meta|svg|style|iframe)\b([^>]*)", page)

    assert [t for t in tags if "evil" in t[1] or "onload" in t[1] or "onerror" in t[1]] == []
    assert [t for t in tags if t[0] in ("img", "base", "style", "iframe")] == []
    assert re.findall(r"<script[^>]*>", page) == ['<script src="/static/report.js" defer>']
    assert 'href="javascript:' not in page
    assert "{{7*7}}" in page
    assert "\u202e" not in page


def test_the_page_has_no_inline_style_and_no_inline_script(client: TestClient) -> None:
    for path in ("/", RICH, "/none"):
        page = client.get(path).text

        assert not re.search(r"<[^>]*\s(style|on\w+)=", re.sub(r'"[^"]*"', '""', page))


@pytest.mark.parametrize(
    "path", ["/", RICH, "/claims", f"{RICH}/lights.css", "/static/base.css", "/none"]
)
def test_every_answer_carries_the_safe_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


def test_a_page_that_breaks_carries_them_too(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.web.site.PAGE_SIZE", "no number")
    answer = client.get("/")

    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8321", 200),
        ("localhost", 200),
        ("[::1]:8321", 200),
        ("desk.example", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost@evil.example", 421),
        ("", 421),
    ],
)
def test_only_known_hosts_are_answered(record_path: Path, host: str, status: int) -> None:
    client = TestClient(app(record_path, hosts=["desk.example"]), BASE)

    assert client.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/none", 404),
        ("/report/xyz", 404),
        (f"/report/{'0' * 64}", 404),
        (f"/report/{'0' * 64}/lights.css", 404),
        ("/claim/xyz", 404),
        ("/claim/c000000000000", 404),
        ("/claims?roots=-1", 400),
        ("/claims?page=0", 400),
        ("/static/../site.py", 404),
        ("/static/%2e%2e/site.py", 404),
        ("/?page=0", 400),
        ("/?page=x", 400),
        ("/?page=99999999999999999999", 400),
    ],
)
def test_a_page_that_is_not_there_says_so_in_one_sentence(
    client: TestClient, path: str, status: int
) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert re.search(r"<h1[^>]*>[^<]+\.</h1>", answer.text)


def test_nothing_can_be_sent_to_the_site(client: TestClient) -> None:
    assert client.post("/").status_code == 405


def test_a_missing_record_is_said_on_the_page_and_not_made(tmp_path: Path) -> None:
    answer = TestClient(app(tmp_path / "none.db"), BASE).get("/")

    assert answer.status_code == 503
    assert "does not exist" in answer.text
    assert not (tmp_path / "none.db").exists()


def test_the_lights_name_only_well_formed_ids() -> None:
    actor = Actor("a1{}*", "Oster", Kind.STATE, True, (Span(0, 5),))

    assert ReportView(Reading(report("Oster spoke."), (actor,))).lights() == ""


# Claims


@pytest.fixture(scope="module")
def claims_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "parley.db"
    with Record.open(path).writer() as writer:
        for reading in [*shellings(), rich(), hostile()]:
            writer.add(reading)
    return path


@pytest.fixture
def asking(claims_path: Path) -> TestClient:
    return TestClient(app(claims_path), BASE)


def links(html: str) -> list[str]:
    return re.findall(r'<a href="(/claim/c[0-9a-f]{12})"', html)


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({}, lambda c: True),
        ({"kind": "figure"}, lambda c: c.kind == "figure"),
        ({"type": "attack"}, lambda c: c.type == "attack"),
        ({"type": " Attack"}, lambda c: c.type == "attack"),
        ({"roots": "2"}, lambda c: c.roots.low >= 2),
        ({"disputed": "yes"}, lambda c: c.dispute is not None),
        ({"kind": "figure", "disputed": "yes"}, lambda c: c.kind == "figure" and c.dispute),
        ({"actor": "nobody at all"}, lambda c: False),
        ({"type": "'; DROP TABLE claims; --"}, lambda c: False),
    ],
)
def test_each_claim_that_fits_is_on_exactly_one_page_of_the_list(
    asking: TestClient, claims_path: Path, asked: dict[str, str], fits: Callable[[Claim], object]
) -> None:
    every = corroboration.claims(Record.open(claims_path, create=False))
    wanted = [f"/claim/{claim.id}" for claim in every if fits(claim)]
    found = []
    path: str | None = f"/claims?{urlencode(asked)}"
    while path:
        page = asking.get(path).text
        assert len(links(page)) <= CLAIMS
        found += links(page)
        further = re.search(r'rel="next" href="([^"]*)"', page)
        path = unescape(further[1]) if further else None

    assert found == wanted


def test_a_claim_in_the_list_tells_its_counts_and_its_dispute(asking: TestClient) -> None:
    first = asking.get("/claims?type=killed").text.split('<li class="claim')[1]

    assert "<b>3 reports</b>, 1–2 roots, 0 named" in first
    assert "disputed: the numbers do not allow each other" in first
    assert "1 March 2021" in first


def test_a_claim_shows_words_chain_copies_roots_and_both_sides(asking: TestClient) -> None:
    page = asking.get(links(asking.get("/claims?type=killed").text)[0]).text
    dispute, rest = page.split("<h2>Root sources</h2>")
    roots, members = rest.split("<h2>Who tells it</h2>")
    told = members.split('<li id="c')[1:]
    one, other = (re.findall("<mark>(.*?)</mark>", side) for side in dispute.split("<h3>")[1:])

    assert [re.findall("<bdi>(.*?)</bdi>", one) for one in told] == [
        [outlet, outlet, "port official"] for outlet in ("Harbour Wire", "Gazette", "Star")
    ]
    assert ['class="copy"' in one for one in told] == [False, False, True]
    assert (one, other) == (["12", "12"], ["80"])
    assert re.findall(r"<b><bdi>(.*?)</bdi></b> <small>not named", roots) == ["port official"] * 2


def test_the_words_of_a_claim_lead_to_where_they_stand(asking: TestClient) -> None:
    for path in links(asking.get("/claims").text):
        page = asking.get(path).text
        for report_path, anchor in set(re.findall(r'href="(/report/\w+)#([^"]*)"', page)):
            assert anchor in ids(asking.get(report_path).text)


def test_nothing_hostile_becomes_markup_in_a_claim(asking: TestClient) -> None:
    paths = ["/claims", "/claims?page=2", *links(asking.get("/claims").text)]
    paths += ["/claims?actor=%22%3E%3Cscript%3E&type=%3Cimg%20src%3Dx%3E"]
    for page in (asking.get(path).text for path in paths):
        assert not re.search(r"<(script|img|base|iframe|style)\b", page)
        assert "\u202e" not in page


def test_a_record_without_reports_has_no_claims(tmp_path: Path) -> None:
    Record.open(tmp_path / "r.db")

    assert "tells nothing yet" in TestClient(app(tmp_path / "r.db"), BASE).get("/claims").text
