"""The cells of a sheet of totals as HTML text, joined in one go (a template cell by cell costs fifty times as much)."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import language
from chungtay.figures.templatetags.figure_words import field_words
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.months import month_first
from chungtay.kernel.numbers import scaled
from chungtay.kernel.periods import Period
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.totals.queries.declared import DeclaredCell, MonthWord
from chungtay.totals.queries.sheet import TotalsCell, TotalsRow, TotalsSheet
from chungtay.totals.rules.cells import Place, Style, written_total

register = template.Library()
WRONG, ABOVE, CROSSING, BEHALF = "is-wrong", "is-above", "is-crossing", "is-behalf"


@register.filter
def month_name(month: int) -> str:
    """Tháng 3."""
    return f"{month_first(month):%B}" if language() == "en" else _("Tháng %(number)s") % {"number": month % 12 + 1}


@register.filter
def called(view: IndicatorView) -> str:
    """The indicator's name in the reader's language."""
    return view.name_en if language() == "en" else view.name_vi


@register.filter
def counted_in(view: IndicatorView) -> str:
    """The unit of its numbers."""
    return unit_word(Measure(view.measure), language())


@register.filter
def is_reading(view: IndicatorView) -> bool:
    """Is it a stock, told as it was on the month's last day?"""
    return view.kind == IndicatorKind.STOCK


@register.filter
def number_of(value: int, view: IndicatorView) -> str:
    """A number of the indicator with every digit."""
    return scaled(value, view.scale, language())


@register.filter
def total_of(cell: DeclaredCell, view: IndicatorView) -> str:
    """What a declared cell says."""
    return written_total(cell.total, view.scale, view.measure, Style(lang=language()))


@register.filter
def typed_in(view: IndicatorView, style: Style) -> str:
    """The unit of what is typed and shown in its cells."""
    return style.unit(view.measure)


@register.filter
def span_of(cell: DeclaredCell) -> str:
    """The months that a declared cell speaks of."""
    return Period(cell.first_on, cell.last_on).wording(language())


@register.filter
def by_field(rows: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Names of fields of work, each with its rows or indicators."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(field_words(getattr(row, "view", row).field), []).append(row)
    return list(found.items())


class CellWriter:
    """Writes the cells of one sheet; what every cell says alike is looked up once."""

    def __init__(self, sheet: TotalsSheet, texts: Mapping[Place, str], wrong: Mapping[Place, str], shown: int,
                 style: Style, *, writes: bool) -> None:  # fmt: skip
        self.style = style
        self.texts, self.wrong, self.shown, self.writes = texts, wrong, shown, writes
        self.months = {month: escape(month_name(month)) for month in sheet.months}
        self.detail = f'<span class="hidden-but-read">{escape(_("đã ghi chi tiết"))} </span>'
        self.above = f'<span class="hidden-but-read">{escape(_("đã ghi chi tiết, cao hơn số khai"))} </span>'
        self.silent, self.ended = escape(_("chưa báo cáo")), escape(_("không còn dùng"))

    def row(self, row: TotalsRow) -> str:
        """A row's cells: an input each with what is beneath and what is to be said, or the plain number to read."""
        code, label = row.view.code, escape(f"{called(row.view)} ({typed_in(row.view, self.style)})")
        money = " data-scaled" if self.style.places(row.view.measure) else ""
        parts = []
        for cell in row.cells:
            place, name = (code, cell.month), f"t-{code}-{cell.month}"
            text = escape(self.texts.get(place, ""))
            if self.writes and row.view.stands_on(month_first(cell.month)):
                bad = ' aria-invalid="true"' if place in self.wrong else ""
                inside = (
                    f'<input type="text" class="total number" id="{name}" name="{name}" value="{text}" size="9"'
                    f' autocomplete="off" aria-label="{self.months[cell.month]}, {label}"'
                    f' aria-describedby="n{name}"{bad}{money}>'
                )
            else:
                silent = self.silent if row.view.stands_on(month_first(cell.month)) else self.ended
                inside = f'<span class="number">{text or silent}</span>'
            now = " is-shown" if cell.month == self.shown else ""
            parts.append(
                f'<td class="total-cell{now}" data-month="{cell.month}">{inside}'
                f'<span class="total-notes" id="n{name}">{self._notes(cell, row.view)}</span></td>'
            )
        return "".join(parts)

    def _notes(self, cell: TotalsCell, view: IndicatorView) -> str:
        wrong = self.wrong.get((view.code, cell.month), "")
        notes = _note(WRONG, wrong) if wrong else ""
        if cell.beneath is not None:
            beneath = scaled(cell.beneath, view.scale + self.style.places(view.measure), self.style.lang)
            if cell.exceeded:
                notes += f'<span class="total-note {ABOVE}">{self.above}▲ {beneath}</span>'
            else:
                notes += f'<span class="total-note">{self.detail}{beneath}</span>'
        if cell.declared and cell.declared.crossing:
            notes += _note(CROSSING, _("✕ chồng số khai trước, chưa tính"))
        if cell.declared and cell.declared.on_behalf:
            notes += _note(BEHALF, _("nhập thay"))
        return notes


def _note(kind: str, words: str) -> str:
    return f'<span class="total-note {kind}">{escape(words)}</span>'


@register.simple_tag
def cell_writer(sheet: TotalsSheet, texts: Mapping[Place, str], wrong: Mapping[Place, str], shown: int,
                style: Style, writes: bool) -> CellWriter:  # fmt: skip
    """What writes the cells of this sheet."""
    return CellWriter(sheet, texts, wrong, shown, style, writes=writes)


@register.simple_tag
def total_cells(writer: CellWriter, row: TotalsRow) -> SafeString:
    """A row's cells."""
    return mark_safe(writer.row(row))  # noqa: S308 - the writer escapes every text


@register.filter
def word_of(words: Mapping[int, MonthWord], month: int) -> MonthWord | None:
    """The attestation that holds a month."""
    return words.get(month)


@register.filter
def place_id(place: Place) -> str:
    """Where a cell stands on the page."""
    return f"t-{place[0]}-{place[1]}"


@register.filter
def place_label(place: Place, sheet: TotalsSheet) -> str:
    """A cell in words: Tháng 3, Quà đã trao."""
    view = next((row.view for row in sheet.rows if row.view.code == place[0]), None)
    return f"{month_name(place[1])}, {called(view) if view else place[0]}"
