"""What the demonstration asks before it writes: the units to work with, and whose book this is."""

from collections.abc import Iterable, Mapping
from datetime import date

from chungtay.accounts.models import User
from chungtay.demonstration.rules.deliveries import SOURCE
from chungtay.demonstration.rules.plan import Standing
from chungtay.figures.queries import Question, figures
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.hedges import hedged_with_unit
from chungtay.kernel.measures import Measure
from chungtay.ledger.models import Entry
from chungtay.ledger.rules import EntryKind
from chungtay.organizations.models import Unit
from chungtay.organizations.queries import unit_on, units
from chungtay.organizations.rules import CHAPTER

# Days between which no unit of the province came and went unseen.
_DAYS = (date(2022, 1, 1), date(2024, 10, 31), date(2025, 6, 30), date(2025, 7, 1))
_REAL = gettext_noop("Sổ này đã có số liệu của đơn vị; hãy nạp dữ liệu minh họa vào một thư mục dữ liệu khác.")


def seed_loaded() -> int | None:
    """The seed whose demonstration stands in the book, None when the book holds no work yet.

    Raises Refusal when the book is a real one: its first work is not the demonstration's.
    """
    worked = Entry.objects.filter(kind__in=(EntryKind.RECORD, EntryKind.DECLARATION)).order_by("seq")
    source = worked.values_list("source", flat=True).first()
    if source is None:
        return None
    name, _, seed = source.partition(":")
    if name != SOURCE or not seed.lstrip("-").isdigit():
        raise Refusal(_REAL)
    return int(seed)


def standing_units(province: str) -> list[Standing]:
    """Every unit below the province that stood on one of the days, named as it was called first."""
    found: dict[int, Standing] = {}
    for day in _DAYS:
        top = unit_on(province, day)
        there = units(top.id, day) if top else []
        codes = {unit.id: unit.code for unit in there}
        areas = dict(Unit.objects.filter(pk__in=codes).values_list("pk", "area"))
        for unit in there:
            found.setdefault(
                unit.id,
                Standing(
                    id=unit.id,
                    code=unit.code,
                    place=unit.name.removeprefix(f"{CHAPTER} "),
                    kind=unit.kind,
                    parent=codes.get(unit.parent_id) if unit.parent_id else None,
                    area_id=areas[unit.id],
                    valid_from=unit.valid_from,
                    valid_to=unit.valid_to,
                ),
            )
    return list(found.values())


def people_of(logins: Iterable[str]) -> list[User]:
    """The people who sign in with these logins, in order."""
    return list(User.objects.filter(login__in=list(logins)).order_by("login"))


def portal_figures(asked: Mapping[str, Mapping[str, str]], language: str) -> dict[str, str]:
    """The words of figures by the names that an article gives them, as a sentence tells them: *6.727 đơn vị máu*."""
    words = {}
    for name, one in asked.items():
        first, last = date.fromisoformat(one["first"]), date.fromisoformat(one["last"])
        tags = frozenset(filter(None, [one.get("tag")]))
        (found,) = figures(Question((one["unit"],), first, last, (one["indicator"],), tags=tags))
        words[name] = hedged_with_unit(found.value or 0, Measure(found.measure), language, scale=found.scale)
    return words
