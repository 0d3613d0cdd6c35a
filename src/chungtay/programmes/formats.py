"""Reads the committed catalogue of programmes (`data/programmes.json`)."""

import json
from datetime import date
from importlib.resources import files
from typing import Any

from chungtay.programmes.rules import Name, ProgrammeDraft, Season, Window


def committed_programmes() -> list[ProgrammeDraft]:
    """The programmes that the seed and the collected pages speak of, each with its sources."""
    text = (files("chungtay.programmes") / "data" / "programmes.json").read_text(encoding="utf-8")
    return [_programme(entry) for entry in json.loads(text)]


def _programme(entry: dict[str, Any]) -> ProgrammeDraft:
    season = entry.get("season")
    return ProgrammeDraft(
        code=entry["code"],
        definition=entry["definition"],
        names=tuple(
            Name(name["name"], _day(name.get("from")), _day(name.get("to")), name.get("alias", False))
            for name in entry["names"]
        ),
        season=Season(season["first"], season["last"], season["since"]) if season else None,
        windows={
            window["year"]: Window(
                date.fromisoformat(window["first"]), date.fromisoformat(window["last"]), window["source"]
            )
            for window in entry.get("windows", [])
        },
        source=entry["source"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
