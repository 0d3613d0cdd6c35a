"""Reads the committed plan of the demonstration (`data/chapter.json`, `data/work.json`)."""

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from chungtay.aid.rules import GroupHelped, ValueKind, Work
from chungtay.demonstration.rules.plan import Good, Member, Part, Plan, Readings, Stream, Stretch, Style, Visit


def committed(name: str) -> Any:
    """A committed file of the demonstration, as it stands."""
    return json.loads((files("chungtay.demonstration") / "data" / name).read_text(encoding="utf-8"))


def committed_plan() -> Plan:
    """The plan of the work."""
    work, chapter = committed("work.json"), committed("chapter.json")
    styles = {name: _style(style) for name, style in chapter["styles"].items()}
    return Plan(
        first=_day(work["page"]["first"]),
        last=_day(work["page"]["last"]),
        streams=tuple(_stream(stream) for stream in work["streams"]),
        parts=tuple(_part(part, styles) for part in chapter["parts"]),
        readings=Readings(
            {_day(day): level for day, level in chapter["readings"]["days"].items()},
            frozenset(chapter["readings"]["moving"]),
            chapter["readings"]["units"],
        ),
        visit=Visit(**{**chapter["visit"], "on": _day(chapter["visit"]["on"])}),
        group_words=work["groups"],
    )


def _stream(given: Mapping[str, Any]) -> Stream:
    return Stream(
        key=given["key"],
        work=Work(given["work"]),
        title=given["title"],
        owner=given["owner"],
        occasions=given["occasions"],
        measures=given["measures"],
        counts=given["counts"],
        months={int(month): weight for month, weight in given.get("months", {}).items()},
        seasons={int(year): (_day(a), _day(b)) for year, (a, b) in given.get("seasons", {}).items()},
        programmes=tuple(given["programmes"]),
        also_in={int(month): programme for month, programme in given.get("also_in", {}).items()},
        disasters=tuple(given.get("disasters", ())),
        groups=tuple(GroupHelped(group) for group in given["groups"]),
        givers=tuple(given["givers"]),
        goods=tuple(Good(**{**good, "kind": ValueKind(good["kind"])}) for good in given["goods"]),
        window=given.get("window", 0),
        every_month=given.get("every_month", False),
        partnered=given["partnered"],
        partner=given.get("partner", ""),
    )


def _style(given: Mapping[str, Any]) -> Style:
    return Style(tuple((first, last) for first, last in given["spans"]), given["recorded"])


def _part(given: Mapping[str, Any], styles: Mapping[str, Style]) -> Part:
    return Part(
        given["name"],
        tuple(
            Stretch(_day(s["first"]), _day(s["last"]), s["level"], s["spread"], s.get("fixed", {}))
            for s in given["periods"]
        ),
        tuple(Member(m["code"], styles[m["style"]], m["weights"]) for m in given["members"]),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
