"""Reads the committed administrative areas (`data/`), made by `scripts/build_units.py`."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from chungtay.places.rules import EARLIEST, AreaBook, AreaKind, AreaRow, NameRow, PointRow, SuccessionRow


def committed_areas() -> AreaBook:
    """All areas of before and after 1 July 2025, with their earlier names and successions."""
    folder = files("chungtay.places") / "data"
    sources: dict[str, str] = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    return AreaBook(
        areas=tuple(
            AreaRow(code, parent, AreaKind(kind), name, _day(first) or EARLIEST, _day(end))
            for code, parent, kind, name, first, end in _rows(folder / "areas.csv")
        ),
        names=tuple(
            NameRow(code, AreaKind(kind), name, date.fromisoformat(end))
            for code, kind, name, end in _rows(folder / "earlier_names.csv")
        ),
        successions=tuple(
            SuccessionRow(old, new, date.fromisoformat(on), _number(num), _number(den), default == "1", sources[source])
            for old, new, on, num, den, default, source in _rows(folder / "successions.csv")
        ),
    )


def committed_points() -> tuple[PointRow, ...]:
    """A point of every area that the source knows one of: districts and communes, old and new."""
    path = files("chungtay.places") / "data" / "points.csv"
    return tuple(
        PointRow(code, _day(first) or EARLIEST, float(latitude), float(longitude))
        for code, first, latitude, longitude in _rows(path)
    )


def _rows(path: Traversable) -> Iterator[list[str]]:
    rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    next(rows)
    yield from rows


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> int | None:
    return int(text) if text else None
