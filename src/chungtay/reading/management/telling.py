"""How the commands of the reader open files and tell what was read."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import number, short_day
from chungtay.kernel.errors import Refusal, gettext_noop, reason
from chungtay.quantities.rules.figures import Value
from chungtay.reading.queries import known
from chungtay.reading.rules.figures import Check, Figure, Period, Reading
from chungtay.reading.rules.reading import read_figures
from chungtay.unpacking.formats import read_document
from chungtay.unpacking.rules import Document

_MISSING: Final = gettext_noop("Không đọc được tệp %(path)s: %(why)s")
_NARROW: Final = 38


def read(path: str, of: str | None, on: date) -> tuple[Document, Reading]:
    """A file as a document, and what was read in it. Raises Refusal for a file that cannot be read."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise Refusal(_MISSING, path=path, why=reason(error)) from None
    document = read_document(Path(path).name, data)
    return document, read_figures(document, known(on), of)


def as_told(path: str, document: Document, reading: Reading) -> dict[str, Any]:
    """A document that was read, as one object."""
    return {
        "file": path,
        "title": document.title,
        "organization": reading.organization,
        "period": _period(reading.period),
        "figures": [figure_told(document, figure) for figure in reading.figures],
        "checks": [_check(document, check) for check in reading.checks],
    }


def figure_told(document: Document, figure: Figure) -> dict[str, Any]:
    """One figure as an object; `part_of` is the place of its whole among the document's figures."""
    quantity, text, other = figure.quantity, document.text, figure.quantity.comparison
    return {
        "as_written": quantity.span.of(text),
        "value": plain(quantity.value),
        "value_to": plain(quantity.value_to),
        "unit": quantity.unit,
        "precision": quantity.precision.value,
        "kind": quantity.kind.value,
        "indicator": figure.indicator,
        "tags": sorted(figure.tags),
        "counted": quantity.counted.of(text),
        "organization": figure.organization,
        "organization_name": figure.organization_name,
        "period": _period(figure.period),
        "comparison": {"type": other.kind.value, "value": plain(other.value)} if other else None,
        "part_of": quantity.part_of,
        "sentence": quantity.sentence.of(text),
        "span": [quantity.span.start, quantity.span.end],
        "confidence": figure.confidence,
        "why": list(figure.why),
    }


def plain(value: Value | None) -> int | float | None:
    """A value as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


def _period(period: Period | None) -> dict[str, Any] | None:
    return {"from": period.first, "to": period.last, "inferred": period.inferred} if period else None


def _check(document: Document, check: Check) -> dict[str, Any]:
    return {
        "rule": check.rule,
        "says": check.says,
        "figures": list(check.figures),
        "sentence": check.sentence.of(document.text),
    }


def lines(path: str, document: Document, reading: Reading) -> Iterator[str]:
    """The same for people: a line a figure, then what does not agree."""
    yield f"{path}: {document.title or _('không có tiêu đề')}"
    yield f"  {_('Đơn vị')}: {reading.organization or '?'} · {_('Kỳ')}: {days(reading.period)}"
    for figure in reading.figures:
        yield f"  {figure_line(document, figure)}"
    if not reading.figures:
        yield f"  {_('Không có số liệu nào.')}"
    for check in reading.checks:
        yield f"  ! {check.says}"


def figure_line(document: Document, figure: Figure) -> str:
    """One figure on a line: as written, which indicator, whose, when, how sure."""
    quantity = figure.quantity
    said = quantity.span.of(document.text)
    if isinstance(quantity.value, int) and quantity.value_to is None and not any(map(str.isalpha, said)):
        said = number(quantity.value)  # "600" below "ĐVT: triệu đồng" is 600.000.000
    written = f"{said} {quantity.unit}"
    cell = " ".join([figure.indicator or "?", *sorted(figure.tags)])
    owner = figure.organization or figure.organization_name or "?"
    return f"{written:<{_NARROW}} {cell:<{_NARROW}} {owner} · {days(figure.period)} · {figure.confidence:.0%}"


def days(period: Period | None) -> str:
    """A period's days, a single one alone."""
    if period is None:
        return "?"
    first, last = short_day(period.first), short_day(period.last)
    return first if first == last else f"{first} - {last}"
