"""Records in words: their numbers, days, kinds of work, tags, and what leaders said."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.aid.rules import Work
from chungtay.aid.rules.words import WORK_NAMES
from chungtay.design.templatetags.writing import language, short_day
from chungtay.figures.templatetags.figure_words import GROUP_WORDS, VALUE_WORDS, source_words
from chungtay.kernel.hedges import exactly_with_unit
from chungtay.kernel.measures import Measure
from chungtay.kernel.numbers import scaled
from chungtay.kernel.periods import Period
from chungtay.ledger.rules import Covers
from chungtay.records.queries.given import GivenLine
from chungtay.records.rules import Amount, ApprovalState, Line

register = template.Library()
STATE_WORDS = {
    ApprovalState.WAITING: (gettext_noop("chờ duyệt"), "…"),
    ApprovalState.RETURNED: (gettext_noop("đã trả lại"), "↩"),
    ApprovalState.APPROVED: (gettext_noop("đã duyệt"), "✓"),
}
SHOWN_AMOUNTS = 3


@register.filter
def at(found: Mapping[int, Any], key: int) -> Any:
    """What stands under a key; nothing where there is none."""
    return found.get(key)


@register.filter
def work_words(code: str) -> str:
    """The name of a kind of work."""
    return _(WORK_NAMES[Work(code)])


@register.filter
def state_badge(state: ApprovalState) -> SafeString:
    """What leaders have said of an entry, in a word with its sign."""
    word, sign = STATE_WORDS[ApprovalState(state)]
    return format_html(
        '<span class="badge said-{}"><span class="badge-sign" aria-hidden="true">{}</span>{}</span>',
        state,
        sign,
        _(word),
    )


def state_words(state: ApprovalState) -> str:
    """The same without the sign."""
    return _(STATE_WORDS[state][0])


@register.filter
def days_of(line: Line) -> str:
    """11/11/2024; a window with both days; whole months by name."""
    if line.since == line.day:
        return short_day(line.day)
    span = Period(line.since, line.day)
    if line.is_declaration or span.whole_months():
        return span.wording(language())
    return f"{short_day(line.since)}–{short_day(line.day)}"


def kind_words(line: Line) -> str:
    """What kind of record it is."""
    return _("số tổng hợp") if line.is_declaration else _("việc đã làm")


@register.filter
def title_of(line: Line) -> str:
    """What the record is called; without a title what kind it is."""
    return line.title or (_("Số tổng hợp %(period)s") % {"period": days_of(line)} if line.is_declaration else line.key)


@register.filter
def indicator_name(amount: Amount) -> str:
    """The indicator in the reader's language."""
    return amount.name_en if language() == "en" else amount.name_vi


@register.filter
def exact_amount(amount: Amount) -> str:
    """The number with its unit: 120 suất, 36 triệu đồng."""
    return in_words(amount.value, amount)


def in_words(value: int, amount: Amount) -> str:
    """A number of the amount's measure with its unit."""
    return exactly_with_unit(value, Measure(amount.measure), language(), scale=amount.scale)


@register.filter
def amounts_in_short(amounts: Iterable[Amount]) -> str:
    """The largest number of each measure, whatever its tags: 120 suất quà · 36 triệu đồng."""
    largest: dict[str, tuple[int, Amount]] = {}
    for value, amount in summed(amounts):
        if value >= largest.get(amount.measure, (0, amount))[0]:
            largest[amount.measure] = (value, amount)
    words = [in_words(value, amount) for value, amount in list(largest.values())[:SHOWN_AMOUNTS]]
    return " · ".join([*words, *([_("còn nữa")] if len(largest) > SHOWN_AMOUNTS else [])])


def amounts_with_names(amounts: Iterable[Amount]) -> str:
    """Every number with its indicator: Suất quà trao tặng: 120 suất quà; Trị giá quà: 36 triệu đồng."""
    return "; ".join(f"{indicator_name(amount)}: {in_words(value, amount)}" for value, amount in summed(amounts))


def summed(amounts: Iterable[Amount]) -> list[tuple[int, Amount]]:
    """Numbers by indicator and months; those under several tags together, a declared whole not with its tagged parts."""
    sums: dict[tuple[str, int], tuple[int, Amount]] = {}
    for amount in amounts:
        key = (amount.indicator, amount.first_month)
        before = sums.get(key)
        if before is None:
            sums[key] = (amount.value, amount)
        elif not amount.covers:
            sums[key] = (before[0] + amount.value, amount)
        elif amount.value > before[0]:
            sums[key] = (amount.value, amount)
    return list(sums.values())


def tags_in_words(tags: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Programmes and disasters by name, kinds of value and groups in words."""
    found = []
    for tag in sorted(tags):
        space, _colon, code = tag.partition(":")
        words = {"value": VALUE_WORDS, "group": GROUP_WORDS}.get(space, {})
        found.append(_(words[code]) if code in words else names.get(tag, code or tag))
    return found


@register.filter
def group_words(codes: Iterable[str]) -> str:
    """Groups that were helped."""
    return ", ".join(_(GROUP_WORDS[code]) for code in codes)


@register.filter
def covers_words(covers: str) -> str:
    """What a declaration speaks of."""
    return _("việc của riêng đơn vị") if covers == Covers.OWN else _("đơn vị và tất cả cấp dưới")


@register.filter
def origin_words(line: Line) -> str:
    """Where an entry came from: the desk, a file and its row, the demonstration."""
    return source_words(line.source) if line.source else _("ghi trực tiếp trên phần mềm")


@register.filter
def given_line(line: GivenLine) -> str:
    """A line of what was given: 5,5 tấn gạo, đơn giá 12 triệu đồng; 100 USD, tỷ giá 25.400."""
    if line.kind == "cash":
        return _cash(line)
    quantity = f"{scaled(line.quantity, line.quantity_scale, language())} {line.unit_word}".strip()
    price = _("đơn giá %(price)s") % {"price": money(line.unit_price)} if line.unit_price else ""
    return ", ".join(filter(None, [f"{line.item}: {quantity}" if line.item else quantity, price]))


def _cash(line: GivenLine) -> str:
    name = line.item or _("Tiền mặt")
    if line.currency == "VND":
        return name
    amount = f"{scaled(line.amount, line.amount_scale, language())} {line.currency}"
    return _("%(name)s: %(amount)s, tỷ giá %(rate)s") % {
        "name": name, "amount": amount, "rate": scaled(line.rate or 0, 4, language()),
    }  # fmt: skip


@register.filter
def money(value: int) -> str:
    """Đồng: 36 triệu đồng."""
    return exactly_with_unit(value, Measure.DONG, language())
