"""Programmes and disasters by the tags that name them."""

from collections.abc import Collection
from datetime import date

from chungtay.disasters.queries import disasters
from chungtay.figures.queries.tags import names_of_causes
from chungtay.programmes.queries import name_on, programmes

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
    programmes, disasters = names_of_causes(day)
    return list(programmes.items()), list(disasters.items())[::-1]
