"""Figures of a document in words: what each says, how sure the reader is, what becomes of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from chungtay.design.templatetags.parts import sentence
from chungtay.design.templatetags.writing import language
from chungtay.figures.templatetags.figure_words import period_words, tag_words
from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import Precision, decimal, scaled, written
from chungtay.kernel.periods import Period
from chungtay.ledger.rules import Catalogue, Covers, IndicatorView
from chungtay.quantities.rules.figures import ComparisonKind, FigureKind, Quantity
from chungtay.transcription.rules.cells import Cell
from chungtay.transcription.rules.states import ANSWER_WORDS, DESTINATION_WORDS, STATE_WORDS

register = template.Library()
SURE, LIKELY = 0.85, 0.6
PRECISION_WORDS = {
    Precision.EXACT: gettext_noop("số đúng"),
    Precision.MORE_THAN: gettext_noop("hơn số viết"),
    Precision.NEARLY: gettext_noop("gần bằng số viết"),
    Precision.ABOUT: gettext_noop("khoảng chừng"),
    Precision.AT_LEAST: gettext_noop("ít nhất"),
    Precision.AT_MOST: gettext_noop("nhiều nhất"),
    Precision.RANGE: gettext_noop("trong khoảng"),
}
KIND_WORDS = {
    FigureKind.RESULT: gettext_noop("kết quả"),
    FigureKind.STOCK: gettext_noop("số hiện có"),
    FigureKind.TARGET: gettext_noop("chỉ tiêu, kế hoạch"),
    FigureKind.RATE: gettext_noop("đơn giá, tỷ lệ"),
    FigureKind.CONTEXT: gettext_noop("bối cảnh, không phải kết quả của Hội"),
    FigureKind.PARTICIPATION: gettext_noop("người dự"),
}
COMPARISON_WORDS = {
    ComparisonKind.OF_PLAN: gettext_noop("bằng %(value)s%% kế hoạch"),
    ComparisonKind.OVER_PLAN: gettext_noop("vượt %(value)s%% kế hoạch"),
    ComparisonKind.LAST_YEAR: gettext_noop("so với năm trước: %(value)s%%"),
    ComparisonKind.LAST_YEAR_BY: gettext_noop("so với năm trước: %(value)s"),
    ComparisonKind.SHARE: gettext_noop("chiếm %(value)s%%"),
    ComparisonKind.OUT_OF: gettext_noop("trên tổng số %(value)s"),
}
INFERRED_WORDS = {
    "sentence": gettext_noop("theo câu"),
    "block": gettext_noop("theo đoạn"),
    "title": gettext_noop("theo tiêu đề"),
    "document_date": gettext_noop("theo ngày của văn bản"),
}


_ALL: tuple[dict[Any, str], ...] = (STATE_WORDS, ANSWER_WORDS, DESTINATION_WORDS, PRECISION_WORDS, KIND_WORDS)
WORDS = {str(code): word for words in (*_ALL, INFERRED_WORDS) for code, word in words.items()}


@register.filter
def worded(code: str) -> str:
    """The word of a code: of a document's state, an answer, a destination, a precision, a kind, an inference."""
    return _(WORDS[code]) if code in WORDS else ""


@register.filter
def comparison_words(quantity: Quantity) -> str:
    """What a number is set beside."""
    compared = quantity.comparison
    return _(COMPARISON_WORDS[compared.kind]) % {"value": plain(compared.value)} if compared else ""


@register.filter
def plain(value: int | Decimal) -> str:
    """A number as the text gives it."""
    return written(value, language()) if isinstance(value, int) else decimal(value, 3, language())


@register.filter
def sure_words(confidence: float) -> str:
    """How sure the reader is."""
    if confidence >= SURE:
        return _("chắc")
    return _("khá chắc") if confidence >= LIKELY else _("chưa chắc")


@register.simple_tag
def named(view: IndicatorView) -> str:
    """An indicator's name."""
    return view.name_en if language() == "en" else view.name_vi


@register.simple_tag
def indicator_words(views: Catalogue, cell: Cell) -> str:
    """The indicator of a cell by name."""
    return named(views[cell.indicator]) if cell.indicator else _("chưa rõ chỉ tiêu")


@register.simple_tag
def value_words(views: Catalogue, cell: Cell) -> str:
    """The number of a cell with its unit, an estimate marked."""
    if cell.value is None or not cell.indicator:
        return _("cần một con số")
    found = amount_words(views, cell, cell.value)
    return _("ước %(value)s") % {"value": found} if cell.estimate else found


@register.simple_tag
def amount_words(views: Catalogue, cell: Cell, value: int) -> str:
    """A number of the cell's indicator with its unit."""
    view = views[cell.indicator]
    number = scaled(value, view.scale, language())
    return f"{number} {unit_word(Measure(view.measure), language(), value)}"


@register.simple_tag
def period_of(cell: Cell) -> str:
    """The period of a cell."""
    if cell.first is None or cell.last is None:
        return _("chưa rõ kỳ")
    return sentence(period_words(Period(cell.first, cell.last)))


@register.simple_tag
def about_words(names: Mapping[str, str], cell: Cell) -> str:
    """Whose the number is."""
    return names.get(cell.about, cell.about) or _("chưa rõ đơn vị")


@register.simple_tag
def tags_of_cell(cell: Cell, names: dict[str, str]) -> str:
    """The tags of a cell by name."""
    return tag_words(cell.tags, names)


@register.filter
def covers_said(cell: Cell) -> str:
    """What the number covers."""
    return _("việc của riêng đơn vị") if cell.covers == Covers.OWN else _("cả các đơn vị bên dưới")


@register.filter
def get(mapping: Mapping[object, object], key: object) -> object:
    """What stands under a key; None where nothing does."""
    return mapping.get(key)
