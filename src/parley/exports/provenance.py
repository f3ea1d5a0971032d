"""PROV (PROV-JSON): who says so, each hop of a chain a quotation from the next one's words.

A bundle a report. In it, what the report prints of a statement (``#s1``) was quoted from what
the second link of the chain said (``#s1/1``), that from what the third said, to the root source.
PROV-JSON has no ``wasQuotedFrom`` of its own: it is a derivation of the type ``prov:Quotation``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from parley.exports.extract import Extract
from parley.exports.lookup import Lookup, wikidata
from parley.exports.streams import write_object
from parley.items import Actor, Kind, Statement
from parley.schema import version

_PREFIXES: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "text": "nih:sha-256;",
    "wd": "http://www.wikidata.org/entity/",
    "uuid": "urn:uuid:",
    "parley": "urn:parley:",
}
_NO_ORGANISATIONS: Final = (Kind.POPULATION, Kind.UNNAMED, Kind.OTHER)

Bundle = defaultdict[str, dict[str, Any]]


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write one document with a bundle a report."""
    whole = f"uuid:{extract.uri.removeprefix('urn:uuid:')}"
    head = {
        "prefix": _PREFIXES,
        "entity": {whole: {"prov:type": _name("prov:Entity"), "prov:label": extract.label}},
        "agent": {"parley:software": _software()},
        "wasAttributedTo": {"_:whole": {"prov:entity": whole, "prov:agent": "parley:software"}},
    }
    write_object(stream, head, "bundle", _bundles(extract))


def _bundles(extract: Extract) -> Iterator[tuple[str, Bundle]]:
    for lookup in extract.readings():
        yield f"{_text(lookup)}#reading", _bundle(lookup)


def _bundle(lookup: Lookup) -> Bundle:
    bundle: Bundle = defaultdict(dict)
    report, text = lookup.report, _text(lookup)
    about: dict[str, Any] = {"prov:type": _name("schema:NewsArticle")}
    if report.title:
        about["prov:label"] = report.title
    bundle["entity"][text] = about
    bundle["agent"]["parley:software"] = _software()
    bundle["activity"][f"{text}#read"] = {"prov:label": "reading by parley"}
    bundle["wasAssociatedWith"]["_:read"] = {
        "prov:activity": f"{text}#read",
        "prov:agent": "parley:software",
    }
    for outlet in lookup.reading.actors[:1]:
        _attribute(bundle, lookup, text, outlet)
    for said in lookup.reading.statements:
        _add(bundle, lookup, said)
    return bundle


def _add(bundle: Bundle, lookup: Lookup, said: Statement) -> None:
    """Add a statement: an entity for each link that said it, each quoted from the next."""
    text = _text(lookup)
    for hop, actor in enumerate(lookup.chain(said)):
        name = _hop(text, said, hop)
        about: dict[str, Any] = {"prov:type": _name("schema:Quotation")}
        if hop == 0:
            about["prov:value"] = lookup.words(*said.content)
            bundle["wasGeneratedBy"][f"_:made-{said.id}"] = {
                "prov:entity": name,
                "prov:activity": f"{text}#read",
            }
            bundle["wasDerivedFrom"][f"_:from-{said.id}"] = {
                "prov:generatedEntity": name,
                "prov:usedEntity": text,
                "prov:activity": f"{text}#read",
            }
        else:
            bundle["wasDerivedFrom"][f"_:quoted-{said.id}-{hop}"] = {
                "prov:generatedEntity": _hop(text, said, hop - 1),
                "prov:usedEntity": name,
                "prov:type": _name("prov:Quotation"),
            }
        bundle["entity"][name] = about
        _attribute(bundle, lookup, name, actor)


def _attribute(bundle: Bundle, lookup: Lookup, entity: str, actor: Actor) -> None:
    known = wikidata(actor)
    agent = f"wd:{known}" if known else f"{_text(lookup)}#{actor.id}"
    about: dict[str, Any] = {"prov:label": actor.name}
    if actor.kind is Kind.PERSON:
        about["prov:type"] = _name("prov:Person")
    elif actor.kind not in _NO_ORGANISATIONS:
        about["prov:type"] = _name("prov:Organization")
    bundle["agent"][agent] = about
    number = len(bundle["wasAttributedTo"])
    bundle["wasAttributedTo"][f"_:by-{number}"] = {"prov:entity": entity, "prov:agent": agent}


def _text(lookup: Lookup) -> str:
    return f"text:{lookup.report.id}"


def _hop(text: str, said: Statement, hop: int) -> str:
    return f"{text}#{said.id}" + (f"/{hop}" if hop else "")


def _software() -> dict[str, Any]:
    return {"prov:type": _name("prov:SoftwareAgent"), "prov:label": f"parley {version()}"}


def _name(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
