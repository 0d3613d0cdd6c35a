"""A report's numbers beside the ledger's."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from chungtay.figures.queries import Figure as LedgerFigure
from chungtay.figures.queries import Question, figures
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.queries import structure
from chungtay.quantities.rules.figures import FigureKind, Value
from chungtay.reading.rules.agreeing import Agreement, Verdict, agrees, difference
from chungtay.reading.rules.figures import Figure, Reading
from chungtay.unpacking.rules import Document

_UNKNOWN: Final = gettext_noop("Không có đơn vị hay cụm nào mang mã “%(code)s”.")
_MEMBERS: Final = "org.units"
_COUNTED: Final = (FigureKind.RESULT, FigureKind.STOCK)
_OF_THE_MEASURE: Final = {"kg": Decimal("0.001"), "tạ": Decimal("0.1"), "lít": Decimal(1000)}  # in tonnes; litres in ml


def check_known(code: str) -> str:
    """The code as given. Raises Refusal where no unit and no cluster ever bore it."""
    tree = structure()
    if not tree.bearers(code) and tree.cluster(code) is None:
        raise Refusal(_UNKNOWN, code=code)
    return code


def verdicts(document: Document, reading: Reading) -> Iterator[Verdict]:
    """What the ledger says of every number of a report, in the order of the text."""
    for figure in reading.figures:
        why = _unasked(figure)
        yield Verdict(figure, Agreement.UNKNOWN, why=why) if why else _verdict(document, figure)


def _unasked(figure: Figure) -> str:
    """Why the ledger cannot be asked about a figure; empty where it can."""
    if figure.quantity.kind not in _COUNTED:
        return gettext_noop("không phải kết quả hay số hiện có")
    if figure.indicator is None:
        return gettext_noop("chưa rõ chỉ tiêu")
    if figure.organization is None:
        return gettext_noop("chưa rõ đơn vị")
    return "" if figure.period else gettext_noop("chưa rõ kỳ")


def _verdict(document: Document, figure: Figure) -> Verdict:
    if figure.indicator == _MEMBERS and (cluster := _cluster(figure)) is not None:
        return _judged(document, figure, cluster)
    answer = _answer(figure)
    if answer is None or answer.value is None:
        return Verdict(figure, Agreement.UNKNOWN, why=gettext_noop("sổ chưa có số này"))
    return _judged(document, figure, _in_its_unit(answer, figure.quantity.unit))


def _judged(document: Document, figure: Figure, ledger: Value) -> Verdict:
    if agrees(figure, figure.quantity.span.of(document.text), ledger):
        return Verdict(figure, Agreement.AGREES, ledger)
    return Verdict(figure, Agreement.DIFFERS, ledger, difference(figure, ledger))


def _cluster(figure: Figure) -> int | None:
    """How many members a cluster has on the last day: the tree tells, nobody declares it."""
    tree, code, period = structure(), figure.organization, figure.period
    if code is None or period is None or tree.cluster(code) is None:
        return None
    return len([m for m in tree.members_within(code, period.last, period.last) if m.unit_ended_on is None])


def _answer(figure: Figure) -> LedgerFigure | None:
    assert figure.organization is not None and figure.indicator is not None and figure.period is not None
    first, last = figure.period.first, max(figure.period.first, figure.period.last)
    try:
        return next(
            iter(figures(Question((figure.organization,), first, last, (figure.indicator,), figure.tags))), None
        )
    except Refusal:  # a unit that did not stand then
        return None


def _in_its_unit(answer: LedgerFigure, unit: str) -> Value:
    value = Decimal(answer.value or 0).scaleb(-answer.scale) / _OF_THE_MEASURE.get(unit, Decimal(1))
    return int(value) if value == value.to_integral_value() else value
