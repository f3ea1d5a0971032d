"""Exported linked data: annotations, PROV, schema.org, FollowTheMoney, GeoJSON."""

from __future__ import annotations

import json

import pytest
from exported import samples, written
from sample import rich

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
