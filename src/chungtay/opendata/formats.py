"""Open data as CSV and JSON."""

from collections.abc import Mapping
from datetime import datetime
from json import dumps
from typing import Any

from chungtay.explorer.formats import Heading, Sheet, csv_bytes
from chungtay.opendata.queries import DataSet


def data_csv(data: DataSet) -> bytes:
    """UTF-8 with a byte order mark, a heading row, decimals with a point."""
    headings = tuple(Heading(name, scale=data.scale if name == "value" else 0) for name in data.columns)
    return csv_bytes(Sheet(data.name, (), headings, data.rows))


def data_json(data: DataSet, about: Mapping[str, Any], changed: datetime | None) -> bytes:
    """An object with what must be known of the data, and its rows as objects."""
    rows = [
        {name: _plain(name, value, data.scale) for name, value in zip(data.columns, row, strict=True)}
        for row in data.rows
    ]
    whole: dict[str, Any] = {**about, "last_changed": changed.isoformat() if changed else None, "rows": rows}
    return dumps(whole, ensure_ascii=False).encode()


def _plain(name: str, value: str | int, scale: int) -> str | int | float | None:
    if value == "":
        return None
    return value / 10**scale if scale and name == "value" and isinstance(value, int) else value
