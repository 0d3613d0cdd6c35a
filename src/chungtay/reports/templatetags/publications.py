"""What changed since a report was published, as a table; every number leads behind itself, then and now."""

from collections.abc import Iterable, Mapping

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import language
from chungtay.documents.rules import FigureReference
from chungtay.figures.formats import query_string
from chungtay.figures.rules.figures import By, Question
from chungtay.figures.templatetags.figure_words import difference, stated
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.periods import Period
from chungtay.reports.formats import address_of
from chungtay.reports.queries import Change, Published
from chungtay.reports.rules.progress import PROGRESS_NAMES, Progress

register = template.Library()


@register.simple_tag
def review_address(publication: Published) -> str:
    """The same report as it is known now."""
    question = Question((publication.of,), publication.first, publication.last)
    return f"{reverse('review')}?{query_string(question)}"


@register.simple_tag
def review_asked(code: str, period: Period) -> str:
    """What the address of a report's pages asks."""
    return query_string(Question((code,), period.first, period.last))


@register.filter
def progress_words(progress: Progress) -> str:
    """How far a report is."""
    return _(PROGRESS_NAMES[progress])


@register.simple_tag
def changes_table(
    publication: Published, changes: Iterable[Change], reasons: Mapping[FigureReference, int | None]
) -> Table:
    """Each printed figure that would be another one now, by how much, and what came in between."""
    columns = (
        *_columns(),
        Column(_("Hiện nay"), is_number=True),
        Column(_("Chênh lệch"), is_number=True),
        Column(_("Vì sao")),
    )
    behind = reverse("behind")
    rows = tuple(_row(behind, publication, change, reasons.get(change.figure)) for change in changes)
    return Table(_("Những số liệu đã khác đi"), columns, rows)


@register.simple_tag
def unchanged_table(publication: Published, unchanged: Iterable[Change]) -> Table:
    """Each printed figure that is the same now."""
    behind = reverse("behind")
    rows = tuple(Row(_printed(behind, publication, change.figure)) for change in unchanged)
    return Table(_("Những số liệu không đổi"), _columns(), rows)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Số liệu đã in")), Column(_("Kỳ")), Column(_("Đơn vị tính")),
        Column(_("Khi phát hành"), is_number=True),
    )  # fmt: skip


def _printed(behind: str, publication: Published, printed: FigureReference) -> tuple[Cell, ...]:
    return (
        Cell(printed.name, word=_label(printed)),
        Cell(Period(printed.first, printed.last).wording(language())),
        Cell(unit_word(Measure(printed.measure), language())),
        Cell(
            stated(printed, printed.state, printed.value),
            f"{behind}?{address_of(printed, publication.seq)}",
        ),
    )


def _label(printed: FigureReference) -> str:
    """Which row of a breakdown it is: a name as it is, a month and the rest in the reader's language."""
    if printed.by == By.MONTH and printed.key:
        return Period.month(int(printed.key[:4]), int(printed.key[-2:])).wording(language())
    return _(printed.label) if printed.label and not printed.key else printed.label


def _row(behind: str, publication: Published, change: Change, entries: int | None) -> Row:
    printed = change.figure
    now = f"{behind}?{address_of(printed)}"
    return Row(
        (
            *_printed(behind, publication, printed),
            Cell(stated(printed, change.state, change.value), now),
            Cell(difference(change)),
            Cell(_reason(entries), f"{now}#but-toan"),
        )
    )


def _reason(entries: int | None) -> str:
    if entries is None:
        return _("Xem bút toán")
    if not entries:
        return _("Cây tổ chức hoặc cách tính đã đổi")
    return ngettext("%(count)s bút toán ghi sau", "%(count)s bút toán ghi sau", entries) % {"count": entries}
