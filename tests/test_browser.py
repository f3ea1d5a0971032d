"""The pages in Debian's Chromium, as a reader meets them."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from reported import shellings
from sample import hostile, rich

from parley.corroboration.tellings import tellings
from parley.record import Record
from parley.web import app

CHROMIUM = Path("/usr/bin/chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RICH = f"/report/{rich().report.id}"
HOSTILE = f"/report/{hostile().report.id}"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed"),
]
playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
uvicorn = pytest.importorskip("uvicorn")

# The background under an element, and its contrast with the element's own text, after WCAG 2.2.
# Colours are read back from a canvas, so that any notation of CSS is understood.
CONTRASTS = """
() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const rgb = (layers) => {
    pen.clearRect(0, 0, 1, 1);
    for (const layer of layers) { pen.fillStyle = layer; pen.fillRect(0, 0, 1, 1); }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (c) => {
    const [r, g, b] = c.map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());
    if (!words.length || !element.checkVisibility()) continue;
    if (element.closest(".skip, .unseen, svg")) continue;
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      layers.unshift(getComputedStyle(e).backgroundColor);
    }
    const under = light(rgb(layers));
    const over = light(rgb([...layers, getComputedStyle(element).color]));
    const ratio = (Math.max(under, over) + 0.05) / (Math.min(under, over) + 0.05);
    if (ratio < 4.5) poor.push([element.className, words[0].data.trim(), ratio.toFixed(2)]);
  }
  return poor;
}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a record with both readings on a free port of the loopback."""
    path = tmp_path_factory.mktemp("record") / "parley.db"
    record = Record.open(path)
    record.add(rich())
    record.add(hostile())
    for reading in shellings():
        record.add(reading)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app(path), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[playwright_api.Browser]:
    with playwright_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


class Reader:
    """One window; it fails its test if a page complains, asks elsewhere or opens a dialog."""

    def __init__(self, chromium: playwright_api.Browser, site: str, **options: object) -> None:
        self.context = chromium.new_context(reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.site = site
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.context.on("request", lambda request: self.requests.append(request.url))

    def go(self, path: str) -> playwright_api.Page:
        """Open a page of the site."""
        self.page.goto(self.site + path)
        return self.page

    def expect_not_found(self) -> None:
        """Forgive the line that the console has about a page that is not there."""
        self.complaints = [c for c in self.complaints if "404 (Not Found)" not in c]

    def close(self) -> None:
        """Check what the window has seen, and close it."""
        cookies = self.context.cookies()
        self.context.close()
        outside = [url for url in self.requests if not url.startswith(self.site + "/")]
        assert (self.complaints, outside, cookies) == ([], [], [])


@pytest.fixture
def reader(
    chromium: playwright_api.Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    """Open a window; a test may give its options as an indirect parameter."""
    reader = Reader(chromium, site, **getattr(request, "param", {}))
    yield reader
    reader.close()


def background(page: playwright_api.Page, selector: str) -> str:
    return str(page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor"))


def lit(page: playwright_api.Page) -> set[str]:
    """Give the words on the page that stand in the colour of light."""
    found = page.locator(".words [data-i]").evaluate_all(
        "es => es.filter(e => getComputedStyle(e).backgroundColor === 'rgb(255, 226, 122)')"
        ".map(e => e.textContent)"
    )
    return {words.strip() for words in found if words.strip()}


WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize(
    "reader",
    [
        pytest.param({"viewport": {"width": 1400, "height": 800}}, id="script"),
        pytest.param(
            {"viewport": {"width": 1400, "height": 800}, "java_script_enabled": False},
            id="no script",
        ),
        pytest.param(
            {"viewport": {"width": 380, "height": 700}, "java_script_enabled": False},
            id="no script, narrow",
        ),
    ],
    indirect=True,
)


@WITH_AND_WITHOUT_SCRIPT
def test_a_click_on_an_item_lights_its_words_and_shows_them(reader: Reader) -> None:
    page = reader.go(RICH)
    page.locator("#e4 .quoted").click()
    page.mouse.move(0, 0)

    playwright_api.expect(page.locator('.words [data-i~="e4"]')).to_be_in_viewport()
    assert lit(page) == {"shelled"}


@WITH_AND_WITHOUT_SCRIPT
def test_a_quotation_in_two_parts_is_lit_in_both(reader: Reader) -> None:
    page = reader.go(RICH)
    page.locator("#s2 .number").click()
    page.mouse.move(0, 0)

    parts = {"that it will leave no prisoner behind", "“Without that, there is nothing to sign.”"}
    assert parts <= lit(page)
    assert "shelled" not in lit(page)


@WITH_AND_WITHOUT_SCRIPT
def test_a_click_on_words_shows_their_item(reader: Reader) -> None:
    page = reader.go(RICH)
    page.locator('.words a[href="#f2"]').first.click()

    playwright_api.expect(page.locator("#f2")).to_be_in_viewport()
    assert urlsplit(page.url).fragment == "f2"
    assert lit(page) >= {"between 1,200 and 1,500"}


def test_a_permalink_reopens_the_same_light(reader: Reader) -> None:
    page = reader.go(f"{RICH}#w-f3")
    page.mouse.move(0, 0)

    assert lit(page) == {"about 90"}


def test_j_and_k_step_through_the_items_in_the_order_of_the_text(reader: Reader) -> None:
    page = reader.go(RICH)
    seen = []
    for key in "jjjkj":
        page.keyboard.press(key)
        seen.append(urlsplit(page.url).fragment)

    assert seen == ["s1", "a2", "e1", "a2", "e1"]


def test_every_item_with_words_is_reached_by_j(reader: Reader) -> None:
    page = reader.go(RICH)
    items = set(page.locator(".words .at").evaluate_all("es => es.map(e => e.dataset.at)"))
    reached = set()
    for _ in items:
        page.keyboard.press("j")
        reached.add(urlsplit(page.url).fragment)

    assert reached == items


def test_escape_puts_the_light_out_and_moves_nothing(reader: Reader) -> None:
    page = reader.go(f"{RICH}#w-e8")
    page.mouse.move(0, 0)
    before = page.evaluate("scrollY")
    page.keyboard.press("Escape")

    assert lit(page) == set()
    assert page.evaluate("scrollY") == before
    assert "#" not in page.url


def test_the_letter_keys_can_be_turned_off_and_stay_off(reader: Reader) -> None:
    page = reader.go(RICH)
    page.get_by_role("button", name="keys on").click()
    page.reload()
    page.keyboard.press("j")

    assert "#" not in page.url


def test_letters_typed_into_the_search_box_step_nowhere(reader: Reader) -> None:
    page = reader.go(RICH)
    page.locator("#q").press_sequentially("jk")

    assert page.locator("#q").input_value() == "jk"
    assert "#" not in page.url


def test_the_pointer_over_an_item_points_at_its_words(reader: Reader) -> None:
    page = reader.go(RICH)
    page.locator("#e4 header").hover()

    assert page.locator(".words .near").all_text_contents() == ["shelled"]


def test_the_tab_key_stops_once_an_item(reader: Reader) -> None:
    page = reader.go(RICH)
    stops = page.locator(".words a[href]:not(.note):not([tabindex])").evaluate_all(
        "es => es.map(e => e.getAttribute('href'))"
    )

    assert len(stops) == len(set(stops))


def test_the_first_tab_skips_to_the_content(reader: Reader) -> None:
    page = reader.go(RICH)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    playwright_api.expect(page.locator(".skip")).to_be_in_viewport()


def test_every_link_and_button_has_a_name(reader: Reader) -> None:
    page = reader.go(RICH)
    nameless = page.locator("a[href], button, input").evaluate_all(
        "es => es.filter(e => !(e.textContent.trim() || e.getAttribute('aria-label')"
        " || e.labels?.length)).map(e => e.outerHTML)"
    )

    assert nameless == []


@pytest.mark.parametrize(
    "path", [HOSTILE, "/", f"{HOSTILE}#s3", "/?q=owned", "/?q=<script>alert(1)</script>"]
)
def test_a_hostile_report_runs_nothing(reader: Reader, path: str) -> None:
    page = reader.go(path)
    page.wait_for_load_state("networkidle")

    assert "owned" not in page.title().split("–")[-1]
    assert page.evaluate("document.title") != "owned"
    assert page.locator("main img, main iframe, main style, main script, base").count() == 0
    assert page.locator(".masthead").is_visible()


def test_no_item_of_a_hostile_report_runs_anything_when_clicked(reader: Reader) -> None:
    page = reader.go(HOSTILE)
    for link in page.locator(".words a[data-i]").all():
        link.dispatch_event("click")

    assert page.url.startswith(reader.site + HOSTILE)


def test_hidden_marks_reorder_nothing(reader: Reader) -> None:
    page = reader.go(HOSTILE)
    edges = page.locator('.words [data-i~="s7"]').last.evaluate(
        """e => { const r = document.createRange(), t = e.firstChild;
        const at = (n) => {
          r.setStart(t, n);
          r.setEnd(t, n + 1);
          return r.getBoundingClientRect().left;
        };
        return [t.data, at(0), at(1)]; }"""
    )

    assert edges[0] == "71"
    assert edges[1] < edges[2]
    assert page.locator(".words .hidden-mark").count() >= 5


NAMES = "/names?actor=Northern+Front"
WORDS = "/names/words?actor=Northern+Front"
EVERY_PAGE = ["/", "/?q=truce", "/none", RICH, f"{RICH}#s2", f"{RICH}#d5", HOSTILE]
EVERY_PAGE += ["/names", NAMES, WORDS, "/names?kind=other"]
CLAIM = f"/claim/c{next(t for t in tellings(shellings()[0]) if t.kind == 'figure').id}"
EVERY_PAGE += ["/claims", "/claims?disputed=yes", CLAIM]
EVERY_PAGE += [f"/claim/c{told.id}" for told in tellings(hostile())[:2]]


@pytest.mark.parametrize("width", [320, 380, 900, 1600])
def test_no_page_scrolls_sideways(reader: Reader, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 800})
    wide = [
        path
        for path in EVERY_PAGE
        if reader.go(path).evaluate("document.documentElement.scrollWidth > innerWidth")
    ]
    reader.expect_not_found()

    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_their_ground(reader: Reader, scheme: str) -> None:
    reader.page.emulate_media(color_scheme=scheme)
    poor = {path: reader.go(path).evaluate(CONTRASTS) for path in EVERY_PAGE}
    reader.expect_not_found()

    assert poor == {path: [] for path in EVERY_PAGE}


@pytest.mark.parametrize("reader", [{"color_scheme": "dark"}], indirect=True)
def test_a_dark_screen_gets_a_dark_page(reader: Reader) -> None:
    assert background(reader.go("/"), "body") == "rgb(23, 24, 27)"


def test_a_printed_report_leaves_out_what_only_a_screen_can_use(reader: Reader) -> None:
    page = reader.go(RICH)
    page.emulate_media(media="print")

    assert not page.locator(".legend").is_visible()
    assert not page.locator(".masthead").is_visible()
    assert page.locator("#s1").is_visible()


@WITH_AND_WITHOUT_SCRIPT
def test_a_click_on_a_wording_leads_to_its_words(reader: Reader) -> None:
    page = reader.go(NAMES)
    page.get_by_role("link", name="the Northern Front", exact=True).click()
    page.mouse.move(0, 0)

    playwright_api.expect(page.locator("#w-a2")).to_be_in_viewport()
    assert "the Northern Front" in lit(page)


@WITH_AND_WITHOUT_SCRIPT
def test_a_click_on_a_wording_met_twice_leads_to_each_of_them(reader: Reader) -> None:
    page = reader.go(NAMES)
    page.get_by_role("link", name=re.compile("^(The )?front$", re.IGNORECASE)).click()
    page.locator(".mentions a").nth(1).click()

    playwright_api.expect(page.locator("#w-a2-3")).to_be_in_viewport()


def test_the_table_of_names_is_reached_and_asked_by_keyboard(reader: Reader) -> None:
    page = reader.go("/")
    page.get_by_role("link", name="Names").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Actor").focus()
    page.keyboard.type("northern front")
    page.keyboard.press("Enter")
    page.wait_for_url("**/names?actor=northern+front*")

    assert page.locator(".naming h2").all_text_contents() == ["Northern Front"]


def test_printed_names_leave_out_what_only_a_screen_can_use(reader: Reader) -> None:
    page = reader.go(NAMES)
    page.emulate_media(media="print")

    assert not page.locator(".choose").is_visible()
    assert not page.locator(".masthead").is_visible()
    assert page.locator(".naming").is_visible()


@WITH_AND_WITHOUT_SCRIPT
def test_a_disputed_claim_is_found_and_leads_to_its_words(reader: Reader) -> None:
    page = reader.go("/")
    page.get_by_role("link", name="Claims").click()
    page.get_by_label("Type, or what is counted").fill("killed")
    page.get_by_label("Disputed only").check()
    page.get_by_role("button", name="Show").click()
    page.locator(".claims h2 a").click()
    page.locator(".sides section").nth(1).locator(".around").click()
    page.mouse.move(0, 0)

    playwright_api.expect(page.locator("#w-f1")).to_be_in_viewport()
    assert lit(page) == {"80"}


def test_a_printed_claim_shows_its_dispute_and_its_sources(reader: Reader) -> None:
    page = reader.go(CLAIM)
    page.emulate_media(media="print")

    assert not page.locator(".masthead").is_visible()
    assert all(page.locator(part).is_visible() for part in (".sides", ".roots", ".members"))
