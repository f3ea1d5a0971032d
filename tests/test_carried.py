"""Whose text is printed: credits at the head and the foot, and what only looks like one."""

from __future__ import annotations

import pytest

from parley.items import Actor, Kind
from parley.reading.actors import Cast
from parley.reading.carried import carrier
from parley.spans import Span

NOBODY = Cast(())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GOMA (AP) - Shells hit the port.", "Associated Press"),
        ("goma (ap) - shells hit the port.", "Associated Press"),
        ("Goma: (DPA) Shells hit the port.", "Deutsche Presse-Agentur"),
        ("GOMA, March 3 (Xinhua) -- Shells hit the port.", "Xinhua"),
        ("GOMA, Congo, Reuters — Shells hit the port.", "Reuters"),
        ("GOMA (Harbour Wire) - Shells hit the port.", "Harbour Wire"),
        ("By Jo Mand, Associated Press\n\nShells hit the port.", "Associated Press"),
        ("by jo mand for reuters\n\nshells hit the port.", "Reuters"),
        ("Port hit\nBy Jo Mand\nAssociated Press Writer\n\nShells.", "Associated Press"),
        ("Shells hit the port.\n\n(Reuters)", "Reuters"),
        ("shells hit the port.\n\nsource: afp", "Agence France-Presse"),
        ("Shells hit the port. (AFP)", "Agence France-Presse"),
        ("Shells hit the port. — Reuters", "Reuters"),
        ("Rain.\nCopyright 2021 The Associated Press. All rights reserved.", "Associated Press"),
    ],
)
def test_a_credit_says_whose_text_it_is(text: str, name: str) -> None:
    assert carrier(text, "The Daily Ledger", NOBODY) == name


@pytest.mark.parametrize(
    "text",
    [
        "Reuters said on Monday that the port was hit.",
        "The mayor told Reuters the port was hit.",
        "The Associated Press (AP) - an agency - said the port was hit.",
        "TARN (northern Arvenia) - Shells hit the port.",
        "By Jo Mand in Goma and Lena Orsk in Tarn\n\nShells hit the port.",
        "By Star Parker\n\nShells hit the port.",
        "Shells hit the port.\n\nSources: AFP, Reuters",
        "Shells hit the port. (AP/AFP)",
        "Shells hit the port.\n\nReporting by Jo Mand; editing by Lena Orsk",
        "",
    ],
)
def test_quoted_described_or_several_media_are_no_credit(text: str) -> None:
    assert carrier(text, "The Daily Ledger", NOBODY) is None


@pytest.mark.parametrize(
    ("credited", "outlet"),
    [
        ("AP", "Associated Press"),
        ("Reuters", "reuters.com"),
        ("BBC", "BBC News"),
        ("HNA", "Harbour News Agency"),
        ("Harbour Wire", "The Harbour Wire"),
    ],
)
def test_an_outlet_is_never_its_own_carrier(credited: str, outlet: str) -> None:
    assert carrier(f"GOMA ({credited}) - Shells hit the port.", outlet, NOBODY) is None


def test_a_medium_that_only_the_report_s_actors_know_is_credited_by_its_name() -> None:
    text = "TARN (Meridian) - Shells hit the port."
    medium = Actor("a2", "Meridian", Kind.MEDIA, True, (Span(6, 14),))

    assert carrier(text, "The Daily Ledger", Cast((medium,))) == "Meridian"
    assert carrier(text, "The Daily Ledger", NOBODY) is None
