"""Programmes and disasters by the tags that name them."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from chungtay.disasters.queries import disasters
from chungtay.figures.queries.tags import names_of_causes
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.stocks import ids
from chungtay.organizations.queries import Everyone
from chungtay.programmes.queries import name_on, programmes

PROGRAMME, DISASTER = "programme:", "disaster:"
FEW = 20  # units whose records are all looked at; those of more are met on the way through the days, the newest first
TAGGED_SQL = (
    "SELECT s.seq, s.unit_id, s.key, (SELECT e.title FROM ledger_entry e WHERE e.seq = s.seq), s.day FROM ledger_standing s"
    " WHERE s.kind = 'record' AND {units} AND EXISTS (SELECT 1 FROM ledger_fact f WHERE"
    f" f.id >= s.seq * {1 << LINE_BITS} AND f.id < (s.seq + 1) * {1 << LINE_BITS} AND f.tagset_id IN ({{tagsets}}))"
    " ORDER BY s.day DESC, s.seq DESC LIMIT {most}"
)


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


def newest_tagged(
    unit_ids: Collection[int], tagsets: Collection[int], most: int
) -> list[tuple[int, int, str, str, date]]:
    """The newest standing records of these units under any of these sets of tags: entry, unit, key, title, day."""
    units = (
        "1 = 1"
        if isinstance(unit_ids, Everyone)
        else f"{'' if len(unit_ids) <= FEW else '+'}s.unit_id IN ({ids(unit_ids)})"
    )
    with connection.cursor() as cursor:
        cursor.execute(TAGGED_SQL.format(units=units, tagsets=ids(tagsets), most=most))
        return [(*row, date.fromordinal(day)) for *row, day in cursor.fetchall()]
