"""*As known now* against *as published*: every printed figure with what it would be now, and what came in between."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chungtay.documents.rules import FigureReference
from chungtay.figures.queries import By, Figure, Question
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import asked_again, on_other_days
from chungtay.figures.queries.reads import Reads
from chungtay.figures.queries.scope import obligations
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.ledger.models import Fact
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.needs import Needs
from chungtay.ledger.rules import IndicatorKind
from chungtay.organizations.queries import Structure
from chungtay.reports.models import Publication
from chungtay.reports.rules.publishing import reference_of

MOST_FACTS = 20_000  # read to say what came after a publication; beyond it the count is of these


@dataclass(frozen=True, slots=True)
class Change:
    """A printed figure beside what it is now (state and value, in the indicator's smallest unit)."""

    figure: FigureReference
    state: str
    value: int | None

    @property
    def changed(self) -> bool:
        """Would it be printed as another one now?"""
        return (self.state, self.value) != (self.figure.state, self.figure.value)


@dataclass(frozen=True, slots=True)
class Compared:
    """The printed figures of some publications beside what they are now, in order of print; `need`: what feeds what."""

    changes: dict[int, list[Change]]
    need: Needs


def changes_since(publication_id: int) -> list[Change]:
    """The printed figures that would be others now, in order of print."""
    figures = Publication.objects.values_list("figures", flat=True).get(pk=publication_id)
    found = compared_now({publication_id: [reference_of(row) for row in figures]}).changes[publication_id]
    return [change for change in found if change.changed]


def compared_now(printed: Mapping[int, Sequence[FigureReference]], known: Structure | None = None) -> Compared:
    """Every printed figure of publications (by number) with what it is now; all are asked together."""
    now, need = _answers(dict.fromkeys(figure for figures in printed.values() for figure in figures), known)
    changes = {pk: [_change(figure, now.get(_place(figure))) for figure in figures] for pk, figures in printed.items()}
    return Compared(changes, need)


def _change(printed: FigureReference, now: Figure | None) -> Change:
    return Change(printed, now.state, now.value) if now else Change(printed, "not_reported", None)


Place = tuple[tuple[str, ...], date, date, tuple[str, ...], str | None, str | None, str]


def _place(figure: FigureReference) -> Place:
    return (figure.of, figure.first, figure.last, figure.tags, figure.by, figure.key, figure.indicator)


def _questions(printed: Iterable[FigureReference]) -> list[Question]:
    """As few questions as answer all figures: one for each scope, period and breakdown."""
    codes: dict[tuple[tuple[str, ...], date, date, tuple[str, ...], str | None], set[str]] = {}
    for figure in printed:
        codes.setdefault((figure.of, figure.first, figure.last, figure.tags, figure.by), set()).add(figure.indicator)
    return [
        Question(of, first, last, tuple(sorted(indicators)), frozenset(tags), By(by) if by else None)
        for (of, first, last, tags, by), indicators in codes.items()
    ]


def _answers(printed: Iterable[FigureReference], known: Structure | None) -> tuple[dict[Place, Figure], Needs]:
    questions, reads = _questions(printed), Reads()
    reads.together([obligations(question) for question in questions])
    groups: dict[Question, list[Question]] = {}
    for question in questions:
        groups.setdefault(replace(question, indicators=(), by=None), []).append(question)
    opened = list(_opened(groups, known, reads))
    reads.ahead(lambda: [_told(whole.again(), rows) for whole, rows in opened])
    found = {place: figure for whole, rows in opened for place, figure in _told(whole, rows)}
    return found, opened[0][0].needs if opened else {}


def _opened(
    groups: Mapping[Question, list[Question]], known: Structure | None, reads: Reads
) -> Iterator[tuple[Answer, list[Question]]]:
    """One answer for each scope and period, about all that is asked of it; those of one scope share their books."""
    shared: Answer | None = None
    for whole, rows in groups.items():
        codes = tuple(sorted({code for question in rows for code in question.indicators}))
        try:
            if shared is None or (shared.question.of, shared.question.tags) != (whole.of, whole.tags):
                shared = Answer(whole, known, reads)
            answer = on_other_days(asked_again(shared, None, codes), Period(whole.first, whole.last))
        except Refusal:
            continue  # the scope stands no more: none of its figures can be answered now
        yield answer, rows


def _told(whole: Answer, rows: Iterable[Question]) -> list[tuple[Place, Figure]]:
    whole.reporting.read()  # once for all rows
    return [
        ((row.of, row.first, row.last, tuple(sorted(row.tags)), row.by, figure.key, figure.indicator), figure)
        for row in rows
        for figure in answered(asked_again(whole, row.by, row.indicators))
    ]


def entries_since(
    seq: int, figures: Iterable[FigureReference], need: Needs, known: Structure
) -> dict[FigureReference, int | None]:
    """How many entries after `seq` count in each of these figures; None where a row by tag cannot be told so."""
    asked = list(figures)
    if not asked:
        return {}
    units = {figure: _units(figure, known) for figure in asked}
    recent = Fact.objects.filter(pk__gte=(seq + 1) << LINE_BITS, unit__in=frozenset[int]().union(*units.values()))
    rows = list(recent.values_list("pk", "unit_id", "indicator_id", "day")[:MOST_FACTS])
    found: dict[FigureReference, int | None] = {}
    for figure in asked:
        if figure.by in (By.PROGRAMME, By.DISASTER):
            found[figure] = None
            continue
        flows, stocks = need[figure.indicator, IndicatorKind.FLOW], need[figure.indicator, IndicatorKind.STOCK]
        found[figure] = len({
            pk >> LINE_BITS for pk, unit, indicator, day in rows
            if unit in units[figure] and day <= figure.last
            and (indicator in stocks or (indicator in flows and day >= figure.first and _in_month(figure, day)))
        })  # fmt: skip
    return found


def _units(figure: FigureReference, known: Structure) -> frozenset[int]:
    """The units that a figure counts: of its scope, or of its row."""
    codes = (figure.key,) if figure.by == By.UNIT and figure.key else figure.of
    tops = {unit for code in codes for unit in known.bearers(code)}
    tops |= {member.unit_id for code in codes for member in known.members_within(code, figure.first, figure.last)}
    return frozenset(known.descendant_ids(tops))


def _in_month(figure: FigureReference, day: date) -> bool:
    return figure.by != By.MONTH or not figure.key or figure.key == f"{day:%Y-%m}"
