"""The tables of the pages of records, as plain data for the design's table."""

from collections.abc import Iterable, Mapping

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import language
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled
from chungtay.organizations.queries import UnitOn
from chungtay.records.queries.record import RecordPage, Version
from chungtay.records.rules import Amount, Line

from .record_words import (
    amounts_in_short,
    days_of,
    given_line,
    in_words,
    indicator_name,
    state_words,
    summed,
    tags_in_words,
    title_of,
)

register = template.Library()


@register.simple_tag
def line_table(lines: Iterable[Line], units: Mapping[int, UnitOn]) -> Table:
    """Lines of a list of records, each leading to its page."""
    columns = (
        Column(_("Nội dung")), Column(_("Ngày")), Column(_("Đơn vị")), Column(_("Số liệu")), Column(_("Lời duyệt")),
        Column(_("Người ghi")),
    )  # fmt: skip
    return Table(_("Sổ ghi chép"), columns, tuple(Row(_line(line, units)) for line in lines))


def _line(line: Line, units: Mapping[int, UnitOn]) -> tuple[Cell, ...]:
    unit = units.get(line.unit_id)
    return (
        Cell(title_of(line), reverse("record", args=(line.seq,))),
        Cell(days_of(line), word=_("số tổng hợp") if line.is_declaration else ""),
        Cell(unit.short_name or unit.name if unit else ""),
        Cell(amounts_in_short(line.amounts)),
        Cell(state_words(line.state)),
        Cell(line.by_name or _("máy ghi")),
    )


@register.simple_tag
def amount_table(page: RecordPage) -> Table:
    """The numbers of a record; beside each what it carries and not all of them do (bằng tiền, hộ nghèo)."""
    amounts = page.shown.line.amounts
    shared = frozenset.intersection(*(amount.tags for amount in amounts)) if amounts else frozenset()
    columns = (Column(_("Chỉ tiêu")), Column(_("Trị số"), is_number=True), Column(_("Đơn vị tính")))
    rows = [
        Row(
            (
                Cell(indicator_name(amount), word=", ".join(tags_in_words(amount.tags - shared, page.names))),
                Cell(_digits(amount)),
                Cell(_unit(amount)),
            )
        )
        for amount in amounts
    ]
    return Table(_("Số liệu đã ghi"), columns, tuple(rows))


@register.simple_tag
def declared_table(page: RecordPage) -> Table:
    """The totals of a declaration: what was declared, what of it lies beneath in detail, what remains."""
    columns = (
        Column(_("Chỉ tiêu")), Column(_("Số tổng hợp"), is_number=True), Column(_("Chi tiết đã ghi"), is_number=True),
        Column(_("Phần còn lại"), is_number=True), Column(_("Đơn vị tính")),
    )  # fmt: skip
    rows = [_declared(page, amount) for amount in page.shown.line.amounts]
    note = _("Phần còn lại là số tổng hợp trừ đi chi tiết đã ghi; số liệu tính cả hai, không tính trùng.")
    return Table(_("Số tổng hợp đã khai"), columns, tuple(rows), note)


def _declared(page: RecordPage, amount: Amount) -> Row:
    stands = amount.remainder is not None
    beneath, rest = (_scaled(amount.beneath, amount), _scaled(amount.remainder, amount)) if stands else ("", "")
    state = STATES.get(amount.state, "")
    return Row(
        (
            Cell(indicator_name(amount), word=_tags(page, amount)), Cell(_digits(amount)), Cell(beneath),
            Cell(rest, word=_(state) if state else ""), Cell(_unit(amount)),
        )
    )  # fmt: skip


STATES = {
    "live": "",
    "crossing": gettext_noop("chồng lên số khai trước, không tính"),
    "ended": gettext_noop("đã có số chốt thay"),
}


def _digits(amount: Amount) -> str:
    return _scaled(amount.value, amount)


def _scaled(value: int | None, amount: Amount) -> str:
    return scaled(value or 0, amount.scale, language())


def _unit(amount: Amount) -> str:
    return unit_word(Measure(amount.measure), language(), amount.value)


def _tags(page: RecordPage, amount: Amount) -> str:
    return ", ".join(tags_in_words(amount.tags, page.names))


@register.simple_tag
def given_table(page: RecordPage) -> Table | None:
    """What was given, line by line, with its worth."""
    given = page.shown.given
    if given is None or not given.lines:
        return None
    columns = (Column(_("Tiền, hàng, công")), Column(_("Thành tiền"), is_number=True, unit=_("đồng")))
    rows = [Row((Cell(given_line(line)), Cell(scaled(line.value, 0, language())))) for line in given.lines]
    total = Row((Cell(_("Cộng")), Cell(scaled(given.value, 0, language()))), is_total=True)
    return Table(_("Những gì đã trao"), columns, (*rows, total))


@register.simple_tag
def changed_numbers(newer: Version, older: Version) -> list[str]:
    """What changed from one version to the next, in sentences."""
    return changes_in_words(newer, older)


def changes_in_words(newer: Version, older: Version) -> list[str]:
    """What changed from one version to the next: its line, its note, what was given."""
    found = line_changes(newer.line, older.line)
    if newer.note != older.note:
        found.append(_("Ghi chú đã đổi"))
    return found + _given_changes(newer, older)


@register.simple_tag
def line_changes(newer: Line, older: Line) -> list[str]:
    """Title, days and numbers: before and after."""
    found = []
    if newer.title != older.title:
        found.append(_change(_("Nội dung"), f"“{older.title}”", f"“{newer.title}”"))
    if (newer.since, newer.day) != (older.since, older.day):
        found.append(_change(_("Ngày"), days_of(older), days_of(newer)))
    before, after = _sums(older), _sums(newer)
    for key in {**before, **after}:
        was, now = (in_words(*sums[key]) if key in sums else _("không có") for sums in (before, after))
        if was != now:
            found.append(_change(indicator_name((after.get(key) or before[key])[1]), was, now))
    return found


def _change(name: str, before: str, after: str) -> str:
    return _("%(name)s: %(before)s → %(after)s") % {"name": name, "before": before, "after": after}


def _given_changes(newer: Version, older: Version) -> list[str]:
    one, other = newer.given, older.given
    if one is None or other is None:
        return []
    found = []
    for name, before, after in (
        (_("Người tặng"), other.giver, one.giver), (_("Nơi trao"), other.place, one.place),
    ):  # fmt: skip
        if before != after:
            found.append(_change(name, before or _("không có"), after or _("không có")))
    if one.lines != other.lines:
        found.append(_("Các dòng tiền, hàng đã đổi"))
    if one.partners != other.partners:
        found.append(_("Đơn vị phối hợp đã đổi"))
    return found


def _sums(line: Line) -> dict[tuple[str, int], tuple[int, Amount]]:
    return {(amount.indicator, amount.first_month): (value, amount) for value, amount in summed(line.amounts)}
