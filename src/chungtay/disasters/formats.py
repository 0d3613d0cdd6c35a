"""Reads the committed disasters (`data/disasters.json`)."""

import json
from datetime import date
from importlib.resources import files

from chungtay.disasters.rules import DisasterDraft, DisasterKind, Name


def committed_disasters() -> list[DisasterDraft]:
    """The disasters that the seed speaks of, with their sources."""
    text = (files("chungtay.disasters") / "data" / "disasters.json").read_text(encoding="utf-8")
    return [
        DisasterDraft(
            code=entry["code"],
            name=entry["name"],
            name_en=entry["name_en"],
            kind=DisasterKind(entry["kind"]),
            first_on=date.fromisoformat(entry["first_on"]),
            last_on=_day(entry.get("last_on")),
            names=tuple(Name(name["name"], _day(name.get("from")), _day(name.get("to"))) for name in entry["names"]),
            area=entry["area"],
            area_codes=tuple(entry["area_codes"]),
            glide=entry.get("glide", ""),
            source=entry["source"],
        )
        for entry in json.loads(text)
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
