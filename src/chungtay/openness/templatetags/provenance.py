"""What stands behind a published figure, as tables: as published and as known now."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

from chungtay.design.rules import plots
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import language
from chungtay.figures.rules import By
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled
from chungtay.openness.queries.published import Provenance
from chungtay.openness.rules.published import PublicNumber, Shown

from .published_figures import (
    FEWEST_BARS,
    HEADS,
    called,
    columns_of,
    drawn,
    figure_about,
    in_words,
    note_of,
    row_name,
    unit_of,
)

register = template.Library()
Pair = tuple[str, PublicNumber, PublicNumber]  # a name, the number as published, and now


@register.inclusion_tag("design/chart.html")
def months_picture(behind: Provenance, name: str) -> dict[str, Any]:
    """The months as they were published, as columns."""
    figure = behind.figure
    return drawn(columns_of(figure.months, figure, name, "months-behind"), plots.columns, None)


@register.simple_tag
def months_draw(behind: Provenance) -> bool:
    """Are there months enough to draw?"""
    return sum(1 for row in behind.figure.months if row.figure.key and row.figure.value) >= FEWEST_BARS


@register.simple_tag
def then_and_now(behind: Provenance, name: str) -> Table:
    """The figure itself as published and as known now."""
    figure = behind.figure
    pairs = [(figure.frozen.whose, figure.whole, behind.now)]
    return _both(_("Của ai"), f"{name}, {figure.asking.period.wording(language())}", figure, pairs)


@register.simple_tag
def rows_then_and_now(behind: Provenance, name: str) -> Table | None:
    """The rows that the article shows, then and now; months have a table of their own."""
    figure, by = behind.figure, behind.figure.asking.by
    if not figure.rows or by in (None, By.MONTH):
        return None
    pairs = [(row_name(then), then, now) for then, now in zip(figure.rows, behind.rows_now, strict=True)]
    return _both(_(HEADS[by]), f"{name}, {figure_about(figure)}", figure, pairs, note_of(figure))


@register.simple_tag
def months_then_and_now(behind: Provenance, name: str) -> Table | None:
    """Month by month, then and now, with the total where months add up."""
    figure = behind.figure
    if not figure.months:
        return None
    pairs = [(row_name(then), then, now) for then, now in zip(figure.months, behind.months_now, strict=True)]
    total = [(_("Cộng"), figure.whole, behind.now)] if figure.frozen.flow else []
    note = "" if figure.frozen.flow else _("Số có đến cuối mỗi tháng; các tháng không cộng với nhau.")
    return _both(
        _("Tháng"), f"{name}, {figure_about(figure)}, {_('theo tháng')}", figure, pairs + total, note, len(total)
    )


def _both(
    head: str, caption: str, figure: Shown, pairs: Sequence[Pair], note: str = "", totals: int = 0
) -> Table:  # fmt: skip
    """Each number as published, and as known now where any is another one."""
    columns = [Column(head), Column(_("Khi đăng"), is_number=True, unit=unit_of(figure.whole))]
    changed = any(then != now for _name, then, now in pairs)
    if changed:
        columns += [Column(_("Hiện nay"), is_number=True), Column(_("Chênh lệch"), is_number=True)]
    rows = []
    for place, (name, then, now) in enumerate(pairs):
        words = [name, in_words(then), in_words(now), _gap(then, now)]
        rows.append(Row(tuple(map(Cell, words[: len(columns)])), is_total=place >= len(pairs) - totals))
    return Table(caption, tuple(columns), tuple(rows), note)


def _gap(then: PublicNumber, now: PublicNumber) -> str:
    before, after = then.figure.value, now.figure.value
    if before is None or after is None or before == after:
        return ""
    return ("+" if after > before else "−") + scaled(abs(after - before), then.figure.scale, language())


@register.simple_tag
def counted_words(figure: Shown) -> tuple[tuple[str, str, str], ...]:
    """What the total counts: name, how one is counted, why."""
    whole, found = figure.frozen.indicator.measure, []
    for item in figure.frozen.counted:
        worth = f"{scaled(item.factor, 0, language())} {unit_word(Measure(whole), language(), item.factor)}"
        given = {"one": unit_word(Measure(item.measure), language(), 1), "number": worth}
        found.append(
            (called(item), _("mỗi %(one)s tính là %(number)s") % given if item.measure != whole else "", item.reason)
        )
    return tuple(dict.fromkeys(found))
