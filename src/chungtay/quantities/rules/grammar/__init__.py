"""The grammar of Vietnamese quantities: from the prose of a document to its figures.

Tokens, sentences, number expressions, units, names that hold numbers, comparisons, kinds, ties: each stage is a module.
"""

from collections.abc import Sequence
from typing import Final

from chungtay.kernel.numbers.plain import plain
from chungtay.kernel.sentences import sentences
from chungtay.kernel.text import lowered
from chungtay.kernel.tokens import tokens
from chungtay.quantities.rules.figures import Comparison, ComparisonKind, FigureKind, Quantity
from chungtay.unpacking.rules import Block, BlockKind, Document

from .accents import accented
from .comparisons import attached, comparison_of
from .counted import counted
from .found import Figure, Sentence
from .kinds import kind_of
from .naming import BLOOD, Memory
from .numbers import numbers
from .recognition import figures_of
from .scope import Scope
from .ties import price, tie

__all__ = ["quantities"]

_OF_ABOVE: Final = (["trong", "đó"], ["cụ", "thể"])
_SHARED_OUT: Final = frozenset({"mỗi", "từng", "cấp", "các"})  # whom a plan asks: "Mỗi xã ...", "Cấp tỉnh ..."


def quantities(document: Document, lower: str | None = None) -> list[Quantity]:
    """The quantities of a document's prose, in the order of the text; `lower`: the text in lower case, if it is known."""
    lower = lowered(document.text) if lower is None else lower
    scope = Scope(document.dated)
    memory: Memory = {}
    told: list[tuple[Sentence, Figure]] = []
    earlier: list[Figure] = []
    for block in document.prose():
        if block.kind is BlockKind.TITLE and "máu" in lower[block.span.start : block.span.end].split():
            memory["đơn vị"] = BLOOD
        scope.enter(block, block.span.of(document.text), lower[block.span.start : block.span.end])
        told += _of_block(document.text, lower, block, memory, earlier, scope)
    places = {id(figure): place for place, (_, figure) in enumerate(told)}
    return [_quantity(sentence, figure, places) for sentence, figure in told]


def _of_block(
    text: str, lower: str, block: Block, memory: Memory, earlier: list[Figure], scope: Scope
) -> list[tuple[Sentence, Figure]]:
    row = accented(tokens(text, lower, block.span.start, block.span.end))
    told: list[tuple[Sentence, Figure]] = []
    nearby: list[Figure] = []
    for first, last in sentences(text, row):
        part = row[first:last]
        words = [token.text for token in part]
        if not (told_numbers := numbers(part, words)):
            continue
        sentence = Sentence.of(text, part, words)
        figures = _compared(sentence, figures_of(sentence, told_numbers, memory), nearby)
        if not figures:
            continue
        price(sentence, figures)
        goes_on = scope.planned(sentence.words) or _goes_on(sentence, nearby, earlier)
        for place, figure in enumerate(figures):
            before = figures[place - 1] if place else None
            figure.kind, why = kind_of(
                sentence, figure, before, planned=goes_on, background=scope.background, local=scope.local
            )
            figure.why.append(why)
        tie(sentence, figures, nearby, earlier)
        earlier += figures
        nearby = figures
        told += [(sentence, figure) for figure in figures]
    return told


def _goes_on(sentence: Sentence, nearby: list[Figure], earlier: list[Figure]) -> bool:
    """Whether a sentence goes on from plans: "Trong đó, ...", "Mỗi suất ..." behind a target."""
    if sentence.words[:2] in _OF_ABOVE and not nearby:
        nearby = earlier[-1:]
    opening = sentence.first_cue("inside", 0, 2) is not None or not _SHARED_OUT.isdisjoint(sentence.words[:2])
    return opening and bool(nearby) and nearby[-1].kind is FigureKind.TARGET


def _compared(sentence: Sentence, found: Sequence[Figure], earlier: Sequence[Figure]) -> list[Figure]:
    """The figures without the comparisons, which are tied to the figure they are said of."""
    figures: list[Figure] = []
    comparisons: list[tuple[int, Figure, Comparison]] = []
    for figure in found:
        if comparison := comparison_of(sentence, figure):
            comparisons.append((len(figures), figure, comparison))
            continue
        if figure.number.out_of is not None:
            span = sentence.span(figure.first, figure.last)
            figure.comparison = Comparison(ComparisonKind.OUT_OF, plain(figure.number.out_of), span)
        figures.append(figure)
    alone: list[Figure] = []
    for place, figure, comparison in comparisons:
        share = comparison.kind is ComparisonKind.SHARE
        before = figures[:place] or ([] if share else list(earlier[-1:]))
        of = attached(sentence, comparison, figure.unit.name, before, figures[place:])
        if of is not None:
            of.comparison = comparison
        elif share and not figures[:place]:
            alone.append(figure)  # "Số máu của người hiến nhắc lại chiếm 62%"
    return sorted([*figures, *alone], key=lambda figure: figure.first) if alone else figures


def _quantity(sentence: Sentence, figure: Figure, places: dict[int, int]) -> Quantity:
    number = figure.number
    return Quantity(
        span=sentence.span(figure.first, figure.last),
        value=plain(number.value),
        unit=f"{figure.unit.name}/{figure.per}" if figure.per else figure.unit.name,
        precision=figure.precision,
        kind=figure.kind,
        counted=counted(sentence, figure),
        sentence=sentence.span(0, len(sentence.tokens)),
        value_to=None if number.value_to is None else plain(number.value_to),
        comparison=figure.comparison,
        value_of=places.get(id(figure.value_of)) if figure.value_of else None,
        part_of=places.get(id(figure.part_of)) if figure.part_of else None,
        why=tuple(figure.why),
    )
