"""Places and partner units that are typed by their names; deliveries that are likely the same as a new one."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.conf import settings

from chungtay.aid.models import Delivery
from chungtay.aid.rules import DeliveryDraft, DeliveryState, Likeness, Work, is_likely_same
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded
from chungtay.ledger.models import Entry
from chungtay.organizations.queries import find_unit
from chungtay.places.queries import AreaOn, areas
from chungtay.places.rules import short_name

NEAR: Final = 200  # deliveries of near days that are looked at
NO_PLACE: Final = gettext_noop("Không có địa danh nào mang tên hoặc mã “%(text)s” vào ngày %(day)s.")
MANY_PLACES: Final = gettext_noop("“%(text)s” là tên của nhiều địa danh; hãy ghi mã: %(codes)s")
NO_UNIT: Final = gettext_noop("Không có đơn vị nào mang tên hoặc mã “%(text)s” vào ngày %(day)s.")


@dataclass(frozen=True, slots=True)
class Likely:
    """A delivery that stands and is likely the same: its ledger entry, day, title."""

    seq: int
    occurred_on: date
    title: str


def place_named(text: str, day: date) -> int:
    """The area of that code or name on a day, or of that name without its designation. Raises Refusal for none or many."""
    wanted = folded(text)
    standing = [area for area in areas() if area.valid_from <= day and (area.valid_to is None or day < area.valid_to)]
    for names in (_codes, _names, _short_names):
        found = [area for area in standing if wanted in map(folded, names(area, day))]
        if len(found) == 1:
            return found[0].id
        if found:
            raise Refusal(MANY_PLACES, text=text, codes=", ".join(f"{area.code} ({area.name})" for area in found[:10]))
    raise Refusal(NO_PLACE, text=text, day=f"{day:%d/%m/%Y}")


def _codes(area: AreaOn, day: date) -> list[str]:
    return [area.code] if area.code else []


def _names(area: AreaOn, day: date) -> list[str]:
    return [next((name.name for name in area.earlier if day < name.valid_to), area.name)]


def _short_names(area: AreaOn, day: date) -> list[str]:
    return [short_name(area.kind, name) for name in _names(area, day)]


def partner_named(text: str, day: date) -> int:
    """The unit of that name or code on a day. Raises Refusal for none or many."""
    unit = find_unit(text, day)
    if unit is None:
        raise Refusal(NO_UNIT, text=text, day=f"{day:%d/%m/%Y}")
    return unit.id


def likely_same(draft: DeliveryDraft) -> list[Likely]:
    """Standing deliveries of the draft's unit that it likely repeats, the latest first; its own key left out."""
    days = settings.CHUNGTAY_DUPLICATE_DAYS
    asked, reach = Likeness.of(draft), timedelta(days=days)
    rows = Delivery.objects.filter(
        unit_id=draft.unit_id,
        state=DeliveryState.STANDING,
        work=draft.work,
        occurred_on__range=((draft.since or draft.occurred_on) - reach, draft.occurred_on + reach),
    )
    rows = rows.exclude(key=draft.key).prefetch_related("lines").order_by("-occurred_on", "-pk")[:NEAR]
    found = {row.entry_seq: row for row in rows}
    titles = dict(Entry.objects.filter(pk__in=found).values_list("pk", "title"))
    return [
        Likely(seq, row.occurred_on, titles[seq])
        for seq, row in found.items()
        if is_likely_same(asked, _likeness(row, titles[seq]), days)
    ]


def _likeness(row: Delivery, title: str) -> Likeness:
    return Likeness(
        work=Work(row.work),
        first_on=row.since_on or row.occurred_on,
        last_on=row.occurred_on,
        numbers=(row.turns, row.households, row.count),
        value=sum(line.value for line in row.lines.all()),
        title=title,
    )
