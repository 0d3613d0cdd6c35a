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
from chungtay.records.queries.totals import DeclaredCell, MonthWord
from chungtay.records.queries.totals_page import TotalsCell, TotalsRow, TotalsSheet
from chungtay.records.rules.totals import Place, written_total

register = template.Library()
WRONG, ABOVE, CROSSING, BEHALF, BENEATH = "is-wrong", "is-above", "is-crossing", "is-behalf", "is-beneath"


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
    return written_total(cell.total, view.scale)


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


@register.simple_tag
def total_cells(sheet: TotalsSheet, row: TotalsRow, texts: Mapping[Place, str], wrong: Mapping[Place, str],
                shown: int, writes: bool) -> SafeString:  # fmt: skip
    """A row's cells: an input each with what is beneath and what is to be said, or the plain number to read."""
    label = f"{called(row.view)} ({counted_in(row.view)})"
    parts = []
    for cell in row.cells:
        place = (row.view.code, cell.month)
        notes = _notes(cell, row.view, wrong.get(place, ""))
        now = " is-shown" if cell.month == shown else ""
        text = texts.get(place, "")
        if writes:
            inside = _input(place, text, f"{month_name(cell.month)}, {label}", place in wrong)
        else:
            inside = f'<span class="number">{escape(text or _("chưa báo cáo"))}</span>'
        parts.append(f'<td class="total-cell{now}" data-month="{cell.month}">{inside}{_lines(place, notes)}</td>')
    return mark_safe("".join(parts))  # noqa: S308 - every text escaped above


def _input(place: Place, text: str, label: str, is_wrong: bool) -> str:
    name = f"t-{place[0]}-{place[1]}"
    bad = ' aria-invalid="true"' if is_wrong else ""
    return (
        f'<input type="text" class="total number" id="{name}" name="{name}" value="{escape(text)}" size="9"'
        f' autocomplete="off" aria-label="{escape(label)}" aria-describedby="n{name}"{bad}>'
    )


Note = tuple[str, str]  # class, words


def _notes(cell: TotalsCell, view: IndicatorView, wrong: str) -> list[Note]:
    notes: list[Note] = [(WRONG, wrong)] if wrong else []
    beneath = "" if cell.beneath is None else number_of(cell.beneath, view)
    if cell.exceeded:
        notes.append((ABOVE, _("▲ %(number)s đã ghi, cao hơn số khai") % {"number": beneath}))
    elif beneath:
        notes.append((BENEATH, beneath))
    if cell.declared and cell.declared.crossing:
        notes.append((CROSSING, _("✕ chồng với số khai trước, chưa tính")))
    if cell.declared and cell.declared.on_behalf:
        notes.append((BEHALF, _("nhập thay")))
    return notes


def _lines(place: Place, notes: Iterable[Note]) -> str:
    said = {BENEATH: f'<span class="hidden-but-read">{escape(_("đã ghi chi tiết"))} </span>'}
    lines = "".join(
        f'<span class="total-note {kind}">{said.get(kind, "")}{escape(words)}</span>' for kind, words in notes
    )
    return f'<span class="total-notes" id="nt-{place[0]}-{place[1]}">{lines}</span>'


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
