"""GeoJSON (RFC 7946): the events that have a place and the places, for maps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from parley.exports.extract import Extract
from parley.exports.lookup import point, report_uri
from parley.exports.streams import write_array
from parley.exports.table import Row, rows


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write a feature for each; the properties are the columns of the flat table."""
    head = {"type": "FeatureCollection", "description": extract.label}
    write_array(stream, head, "features", _features(extract))


def _features(extract: Extract) -> Iterator[dict[str, Any]]:
    for row in rows(extract):
        if row["kind"] == "place" or (row["kind"] == "event" and row["place"]):
            yield _feature(row)


def _feature(row: Row) -> dict[str, Any]:
    where = point(row["lat"], row["lon"])
    left_out = ("lat", "lon", "export")
    return {
        "type": "Feature",
        "id": f"{report_uri(row['report'])}#{row['item']}",
        "geometry": {"type": "Point", "coordinates": where} if where else None,
        "properties": {
            key: value for key, value in row.items() if value is not None and key not in left_out
        },
    }
