"""Programmes and disasters by the tags that name them."""

from collections.abc import Collection
from datetime import date

from chungtay.disasters.queries import disasters
from chungtay.programmes.models import ProgrammeName
from chungtay.programmes.queries import name_on, programmes
from chungtay.programmes.rules import Name
from chungtay.programmes.rules import name_on as called_on

PROGRAMME, DISASTER = "programme:", "disaster:"


def names_of_tags(tags: Collection[str], day: date) -> dict[str, str]:
    """What the programmes and disasters among the tags are called on a day. As few queries as there are kinds."""
    found: dict[str, str] = {}
    codes = [tag.removeprefix(PROGRAMME) for tag in tags if tag.startswith(PROGRAMME)]
    if len(codes) == 1:
        found[f"{PROGRAMME}{codes[0]}"] = name_on(codes[0], day)
    elif codes:
        found |= {f"{PROGRAMME}{one.code}": one.name for one in programmes(day)}
    if any(tag.startswith(DISASTER) for tag in tags):
        found |= {f"{DISASTER}{one.code}": one.name_vi for one in disasters()}
    return {tag: name for tag, name in found.items() if tag in tags}


def tag_choices(day: date) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Code and name of every programme and of every disaster, as they are called on a day."""
    names: dict[str, list[Name]] = {}
    for row in ProgrammeName.objects.order_by("programme", "pk").select_related("programme"):
        names.setdefault(row.programme.code, []).append(Name(row.name, row.valid_from, row.valid_to, row.alias))
    called = [(code, called_on(given, day) or code) for code, given in names.items()]
    return called, [(one.code, one.name_vi) for one in reversed(disasters())]
