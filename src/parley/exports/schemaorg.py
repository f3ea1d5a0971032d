"""schema.org as JSON-LD: articles with their quotations, and claims with where they appear.

Never ClaimReview: parley gives no verdict.
"""

from __future__ import annotations

from typing import Any, BinaryIO, Final

from parley.exports.extract import Extract
from parley.exports.lookup import Lookup, wikidata_uri
from parley.exports.streams import write_array
from parley.items import Actor, Form, Kind, Statement
from parley.markup import web_address

_TYPES: Final = {
    Kind.STATE: "GovernmentOrganization",  # it speaks, as a place does not
    Kind.GOVERNMENT_BODY: "GovernmentOrganization",
    Kind.MEDIA: "NewsMediaOrganization",
    Kind.NGO: "NGO",
    Kind.COMPANY: "Corporation",
    Kind.PARTY: "PoliticalParty",
    Kind.PERSON: "Person",
}


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write a data set whose parts are the articles."""
    head = {
        "@context": "https://schema.org",
        "@id": extract.uri,
        "@type": "Dataset",
        "name": "A record of who says what",
        "description": extract.label,
    }
    write_array(stream, head, "hasPart", map(_article, extract.readings()))


def _article(lookup: Lookup) -> dict[str, Any]:
    report = lookup.report
    known = {
        "headline": report.title,
        "datePublished": str(report.published) if report.published else None,
        "url": web_address(report.url),
        "publisher": _outlet(lookup),
    }
    return {
        "@type": "NewsArticle",
        "@id": lookup.uri,
        "inLanguage": report.language,
        **{key: value for key, value in known.items() if value},
        "hasPart": [_said(lookup, said) for said in lookup.reading.statements],
    }


def _outlet(lookup: Lookup) -> dict[str, Any] | None:
    outlet = lookup.reading.actors[:1]
    if outlet and lookup.report.outlet:
        return _actor(lookup, outlet[0]) | {"name": lookup.report.outlet}
    return None


def _said(lookup: Lookup, said: Statement) -> dict[str, Any]:
    chain = lookup.chain(said)
    about: dict[str, Any] = {
        "@id": lookup.item_uri(said.id),
        "text": lookup.words(*said.content),
        "creditText": " > ".join(actor.name for actor in chain),
    }
    article = {"@type": "NewsArticle", "@id": lookup.uri}
    speaker = lookup.actors.get(said.speaker or "")
    if said.form is Form.DIRECT:
        who = {"spokenByCharacter": _actor(lookup, speaker)} if speaker else {}
        return {"@type": "Quotation", **about, **who, "isPartOf": article}
    who = {"author": _actor(lookup, speaker)} if speaker else {}
    return {"@type": "Claim", **about, **who, "appearance": article}


def _actor(lookup: Lookup, actor: Actor) -> dict[str, Any]:
    about = {"@id": lookup.actor_uri(actor), "name": actor.name}
    if actor.named:  # whether an unnamed source is one person or several is not known
        about["@type"] = _TYPES.get(actor.kind, "Organization")
    known = wikidata_uri(actor)
    return about | ({"sameAs": known} if known else {})
