"""What the book says now of a question that an article asks."""

from collections.abc import Mapping
from dataclasses import replace

from chungtay.explorer.queries import places_of
from chungtay.figures.queries.countings import countings_of
from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import UNBROKEN, UnitName, asked_again, begun, names_of, roots_of, tag_names
from chungtay.figures.queries.sources import illustrative
from chungtay.figures.rules import By, Figure
from chungtay.figures.rules.printed import printed
from chungtay.ledger.queries.needs import LOCALITIES
from chungtay.ledger.rules import IndicatorKind
from chungtay.openness.rules.asking import Asking, FigureForm
from chungtay.openness.rules.published import CountedItem, Frozen, Point, Rows
from chungtay.organizations.queries import Structure, structure

from .held_back import held_back

Told = tuple[list[Figure], tuple[Figure, ...], tuple[Figure, ...], bool]


def frozen_now(asking: Asking, known: Structure | None = None) -> Frozen:
    """The figure as it is known now, to be kept or previewed. Raises Refusal where it cannot be asked."""
    known = known or structure()
    question = asking.question
    answer = Answer(question, known, begun(question, []))
    answer.reads.ahead(lambda: _told(answer.again(), asking))
    (whole,), rows, months, is_illustrative = _told(answer, asking)
    kept_back = held_back(asking, answer, (whole, rows, months), known)
    names = names_of(question, answer)
    tags = tag_names(question.tags | {f"{By.PROGRAMME}:{row.key}" for row in rows if row.key}, question.last)
    points, dots = _places(asking, answer, known)
    view = answer.asked[0]
    owing = [one.code for one in answer.scope.owing if one.kind not in view.excluded_kinds]
    called = {code: _called(names, code) for code in owing}
    return Frozen(
        whole=printed(question, whole),
        rows=_printed(asking, asking.by, rows, names, tags),
        months=_printed(asking, By.MONTH, months, names, tags),
        indicator=CountedItem(view.name_vi, view.name_en, view.measure, view.definition, view.source),
        whose="; ".join(_called(names, code, full=True) for code in question.of),
        given=tuple(called[code] for code in owing if code not in whole.missing),
        missing=tuple(_called(names, code) for code in whole.missing),
        counted=tuple(
            CountedItem(item.name_vi, item.name_en, item.measure, factor=factor, reason=reason)
            for counting in countings_of(answer, view)
            for item, factor, reason in counting.items
        ),
        points=points, dots=dots, estimated=bool(whole.estimated), unplaced=bool(whole.unplaced),
        illustrative=is_illustrative, flow=view.kind == IndicatorKind.FLOW and view.derived != LOCALITIES,
        overlapping=view.derived == LOCALITIES or any(row.overlapping for row in rows),
        tags=tuple(tags.get(tag, tag) for tag in sorted(question.tags)), held_back=kept_back,
    )  # fmt: skip


def _told(answer: Answer, asking: Asking) -> Told:
    view, _shared = answer.asked[0], answer.reporting
    months = () if view.kind in UNBROKEN else tuple(answered(asked_again(answer, By.MONTH)))
    rows = months if asking.by in (None, By.MONTH) else tuple(answered(asked_again(answer, asking.by)))
    whole = answered(asked_again(answer, None))
    stocks = view.kind == IndicatorKind.STOCK or view.derived == LOCALITIES
    shown = illustrative(roots_of(answer), [asking.period], stocks=stocks, reads=answer.reads)
    return whole, rows if asking.by else (), months, shown


def _printed(
    asking: Asking, by: By | None, rows: tuple[Figure, ...], names: Mapping[str, UnitName], tags: Mapping[str, str]
) -> Rows:
    question = replace(asking.question, by=by)
    labels = {
        By.UNIT: lambda key: _called(names, key),
        By.PROGRAMME: lambda key: tags.get(f"{By.PROGRAMME}:{key}", key),
    }
    label = labels.get(by) if by else None
    return tuple(printed(question, row, label(row.key) if label and row.key else "") for row in rows)


def _places(asking: Asking, answer: Answer, known: Structure) -> tuple[dict[str, Point] | None, tuple[Point, ...]]:
    if asking.form != FigureForm.MAP:
        return None, ()
    units = {owing.code: owing.unit_id for owing, _ in answer.scope.rows}
    found, _without, dots = places_of(units, asking.question.last, known)
    return {place.code: place.point for place in found}, dots


def _called(names: Mapping[str, UnitName], code: str, *, full: bool = False) -> str:
    if code not in names:
        return code
    return names[code].name if full else names[code].short_name or names[code].name
