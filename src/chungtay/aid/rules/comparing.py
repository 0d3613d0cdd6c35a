"""What two versions of a delivery say differently, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.numbers import scaled, written

from .drafts import DeliveryDraft, Line, ValueKind
from .words import GROUP_NAMES, WORK_NAMES

Words = Mapping[str, str]  # names by what they stand for: programme:tet_nhan_ai, unit:7, area:12, indicator:gift.count


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that somebody else changed: what it was, what it is now, and what is typed here."""

    label: str
    before: str
    now: str
    typed: str


def differences(before: DeliveryDraft, now: DeliveryDraft, typed: DeliveryDraft, words: Words) -> list[Difference]:
    """What the second version says differently from the first, beside what is typed."""
    return [
        Difference(label, tell(before, words), tell(now, words), tell(typed, words))
        for label, tell in TOLD
        if tell(before, words) != tell(now, words)
    ]


def _named(kind: str, values: tuple[object, ...], words: Words) -> str:
    return ", ".join(words.get(f"{kind}:{value}", str(value)) for value in values)


def line_words(line: Line) -> str:
    """50 kg Gạo tẻ, 18.000 đồng; 2.000.000 đồng; 100 USD."""
    if line.kind == ValueKind.CASH:
        amount = scaled(line.amount, line.amount_scale)
        return f"{amount} {'đồng' if line.currency == 'VND' else line.currency}"
    quantity = f"{scaled(line.quantity, line.quantity_scale)} {line.unit_word}".strip()
    return f"{quantity} {line.item}, {written(line.unit_price)} đồng"


def _number(value: int | None) -> str:
    return "" if value is None else written(value)


def _also(draft: DeliveryDraft, words: Words) -> str:
    return "; ".join(
        f"{words.get(f'indicator:{amount.indicator}', amount.indicator)}: {written(amount.value)}"
        for amount in draft.also
    )


Told = Callable[[DeliveryDraft, Words], str]
TOLD: Final[tuple[tuple[str, Told], ...]] = (
    (gettext_noop("Loại việc"), lambda draft, _: WORK_NAMES[draft.work]),
    (gettext_noop("Tên việc"), lambda draft, _: draft.title),
    (gettext_noop("Trao cho ai"), lambda draft, _: ", ".join(GROUP_NAMES[group] for group in draft.groups)),
    (gettext_noop("Số lượng"), lambda draft, _: _number(draft.count)),
    (gettext_noop("Số hộ"), lambda draft, _: _number(draft.households)),
    (gettext_noop("Lượt người"), lambda draft, _: _number(draft.turns)),
    (gettext_noop("Trị giá"), lambda draft, _: "; ".join(map(line_words, draft.lines))),
    (gettext_noop("Số liệu"), _also),
    (gettext_noop("Chương trình"), lambda draft, words: _named("programme", draft.programmes, words)),
    (gettext_noop("Thiên tai"), lambda draft, words: _named("disaster", draft.disasters, words)),
    (gettext_noop("Ngày làm"), lambda draft, _: f"{draft.occurred_on:%d/%m/%Y}"),
    (gettext_noop("Bắt đầu từ ngày"), lambda draft, _: f"{draft.since:%d/%m/%Y}" if draft.since else ""),
    (gettext_noop("Nơi trao"), lambda draft, words: _named("area", (draft.place_id,) if draft.place_id else (), words)),
    (gettext_noop("Người tặng, nhà tài trợ"), lambda draft, _: draft.giver),
    (gettext_noop("Đơn vị phối hợp"), lambda draft, words: _named("unit", draft.partners, words)),
    (gettext_noop("Ghi chú"), lambda draft, _: draft.note),
)
