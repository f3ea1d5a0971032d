"""The pages of who calls whom what: what their templates show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote, urlencode

from parley.items import Kind
from parley.record import Mention, Naming, View, Wording
from parley.web.pages import pages

ACTORS: Final = 15  # on one page of the table: some screens
MENTIONS: Final = 50  # on one page of them: two screens
OUTLETS: Final = 6  # of one actor in the table; its own page has all
WORDINGS: Final = 8  # of one outlet in the table


@dataclass(frozen=True, slots=True)
class Calls:
    """What one outlet calls an actor, each wording with the link to its words."""

    outlet: str | None
    wordings: Sequence[tuple[Wording, str]]
    are_more: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One actor of the table; `more` outlets are not shown."""

    naming: Naming
    link: str
    outlets: Sequence[Calls]
    more: int


def table(view: View, params: Mapping[str, str], page: int) -> dict[str, Any]:
    """Give what the page of the table shows; `RecordError` if nobody is who is asked for."""
    wanted = {key: params.get(key, "").strip() for key in ("actor", "outlet", "kind")}
    told = {key: words for key, words in wanted.items() if words}
    is_whole = "actor" in told
    found = view.names(
        actor=told.get("actor"),
        outlet=told.get("outlet"),
        kind=told.get("kind"),
        limit=ACTORS + 1,
        offset=(page - 1) * ACTORS,
        # One more than is shown tells whether there are more.
        outlets=None if is_whole else OUTLETS,
        wordings=None if is_whole else WORDINGS + 1,
    )
    blocks = [_block(naming, None if is_whole else WORDINGS) for naming in found[:ACTORS]]
    return {
        "wanted": wanted,
        "kinds": list(Kind),
        "blocks": blocks,
        **pages("/names", told, page, is_more=len(found) > ACTORS),
    }


def mentions(view: View, params: Mapping[str, str], page: int) -> dict[str, Any]:
    """Give what the page of a wording's mentions shows; an empty outlet is one not told."""
    asked = {key: params[key] for key in ("actor", "kind", "outlet", "words") if key in params}
    found = view.mentions(
        actor=asked.get("actor"),
        outlet=asked.get("outlet"),
        kind=asked.get("kind"),
        wording=asked.get("words"),
        limit=MENTIONS + 1,
        offset=(page - 1) * MENTIONS,
    )
    return {
        "asked": asked,
        "mentions": [(mention, in_report(mention)) for mention in found[:MENTIONS]],
        **pages("/names/words", asked, page, is_more=len(found) > MENTIONS),
    }


def _block(naming: Naming, most: int | None) -> Block:
    """Give an actor with no more than `most` wordings of each outlet."""
    link = f"/names?{urlencode({'actor': naming.key, 'kind': naming.kind.value})}"
    groups = groupby(naming.wordings, key=lambda wording: wording.outlet)
    outlets = [_calls(naming, outlet, list(wordings), most) for outlet, wordings in groups]
    return Block(naming, link, outlets, naming.outlets - len(outlets))


def _calls(
    naming: Naming, outlet: str | None, wordings: Sequence[Wording], most: int | None
) -> Calls:
    shown = [(wording, _words_link(naming, wording)) for wording in wordings[:most]]
    return Calls(outlet, shown, len(wordings) > len(shown))


def _words_link(naming: Naming, wording: Wording) -> str:
    """Lead to the words: at once where they are one mention, else to the list of them."""
    if wording.count == 1:
        return in_report(wording.first)
    asked = {"actor": naming.key, "kind": naming.kind.value, "outlet": wording.outlet or ""}
    return f"/names/words?{urlencode({**asked, 'words': wording.words})}"


def in_report(mention: Mention) -> str:
    """Lead to a mention in its report; the anchors are those of `ReportView.stretches`."""
    nth = f"-{mention.piece + 1}" if mention.piece else ""
    return f"/report/{mention.report}#w-{quote(mention.actor)}{nth}"
