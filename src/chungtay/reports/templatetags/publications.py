"""What changed since a report was published, as a table; every number leads behind itself, then and now."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.design.rules.marks import MARKS, Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import language
from chungtay.documents.rules import FigureReference
from chungtay.figures.formats import query_string
from chungtay.figures.rules.figures import Question
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled
from chungtay.kernel.periods import Period
from chungtay.reports.formats import address_of
from chungtay.reports.queries import Change, Published

register = template.Library()


@register.simple_tag
def review_address(publication: Published) -> str:
    """The same report as it is known now."""
    question = Question((publication.of,), publication.first, publication.last)
    return f"{reverse('review')}?{query_string(question)}"


@register.simple_tag
def changes_table(publication: Published, changes: Iterable[Change]) -> Table:
    """Each printed figure that would be another one now."""
    columns = (
        Column(_("Số liệu đã in")), Column(_("Kỳ")), Column(_("Đơn vị tính")),
        Column(_("Khi phát hành"), is_number=True), Column(_("Hiện nay"), is_number=True),
    )  # fmt: skip
    return Table(_("Những số liệu đã khác đi"), columns, tuple(_row(publication, change) for change in changes))


def _row(publication: Published, change: Change) -> Row:
    printed = change.figure
    behind = reverse("behind")
    return Row(
        (
            Cell(printed.name, word=printed.label),
            Cell(Period(printed.first, printed.last).wording(language())),
            Cell(unit_word(Measure(printed.measure), language())),
            Cell(_written(printed, printed.state, printed.value), f"{behind}?{address_of(printed, publication.seq)}"),
            Cell(_written(printed, change.state, change.value), f"{behind}?{address_of(printed)}"),
        )
    )


def _written(printed: FigureReference, state: str, value: int | None) -> str:
    if state == "value" and value is not None:
        return scaled(value, printed.scale, language())
    return _(MARKS[Mark(state)].word)
