"""The exported page: it runs nothing, loads nothing, and leads from items to words and back."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from exported import samples, written
from sample import HOSTILE, hostile, rich

from parley.exports import as_bytes


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
