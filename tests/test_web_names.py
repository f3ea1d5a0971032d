"""The page that shows who calls whom what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from called import kept, told
from conftest import Places
from sample import hostile
from starlette.testclient import TestClient

from parley.record import Record
from parley.web import app


@pytest.fixture
def client(places: Places) -> Iterator[TestClient]:
    place = places.empty()
    kept(
        Record.open(place),
        *(told(outlet, "Arvenia", "the regime") for outlet in ("Ledger", None)),
        told("Herald", "Arvenia", "Arvenia"),
        hostile(),
    )
    with TestClient(app(place), "http://127.0.0.1:8321") as client:
        yield client


def test_the_page_shows_each_outlets_wordings(client: TestClient) -> None:
    page = client.get("/names?actor=Arvenia").text

    assert "Herald" in page
    assert "Outlet not known" in page
    assert "×2" in page


@pytest.mark.parametrize("path", ["/names", "/names?actor=Arvenia", "/names?kind=other"])
def test_every_link_of_the_page_leads_to_words(client: TestClient, path: str) -> None:
    links = {unescape(link) for link in re.findall(r'href="(/[^"]*)"', client.get(path).text)}
    for link in links:
        address, _, anchor = link.partition("#")
        answer = client.get(address)
        assert answer.status_code == 200
        assert not anchor or f'id="{anchor}"' in answer.text
    assert any("#w-" in link for link in links)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/names?actor=Zed", 404),
        ("/names?outlet=Zed", 404),
        ("/names?kind=Zed", 404),
        ("/names?page=0", 400),
        ("/names/words?actor=Zed", 404),
        ("/names?actor=%00%27%22--", 404),
        ("/names?page=99", 200),
        ("/names/words", 200),
    ],
)
def test_a_page_that_cannot_be_shown_says_why(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert "<h1" in answer.text


def test_an_empty_record_has_a_page_that_says_so(places: Places) -> None:
    place = places.empty()
    Record.open(place)
    page = TestClient(app(place), "http://127.0.0.1:8321").get("/names").text

    assert "This record names no actor yet." in page
