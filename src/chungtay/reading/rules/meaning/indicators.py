"""Which indicator a quantity belongs to: words of the fields around it, weighed, and what it stands beside."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from chungtay.kernel.measures import measure_of
from chungtay.quantities.rules.figures import ComparisonKind, FigureKind, Quantity
from chungtay.reading.rules.known import Known
from chungtay.reading.rules.lexicon import Hit, Lexicon, Phrase

from .deciding import Choice, Cue, Evidence, Said, decided
from .evidence import KINDS, PRICE, ROWS, TOPICS, UNITS, WORTH, Row
from .scene import Scene

# How much a word says by where it stands.
_COUNTED, _HEADING, _TITLE, _BLOCK, _LABEL, _PART = 1.3, 0.55, 0.5, 0.3, 1.1, 0.7
_OTHER: Final = 0.72  # what another quantity between leaves of a word's weight
_STOP: Final = 0.35  # what a semicolon leaves
_OWNED, _ELSEWHERE = 0.6, 0.3  # what is left of a word that belongs to another quantity, for a field and for a row
_LATER: Final = 0.02  # of a verb that leads a later quantity, for a row
_LED: Final = 1.3  # a verb right before its number
_HEAR: Final = 28  # characters between a verb and the number it governs
_LABELLED, _NAMED = 6.0, 3.5  # an indicator called by its name: in a table's label, before a number
_LISTED: Final = 0.7  # for the field of what stands before it in a list
_MOST_OF: Final = 0.7  # of a label
_REACH: Final = 400  # characters to either side


def _weighted(told: str) -> Iterator[tuple[str, float]]:
    for group in filter(None, told.split("; ")):
        weight, _, phrases = group.partition(": ")
        yield from ((phrase.strip(), float(weight)) for phrase in phrases.split(" | "))


def _units_of(row: Row) -> frozenset[str]:
    found: set[str] = set()
    for name in row.units.split(" | "):
        found.update(UNITS[name].split(" | ") if name in UNITS else [name])
    return frozenset(found)


_CUES: Final[Lexicon[Cue]] = Lexicon(
    [Phrase(p, Cue(topic, -1, w)) for topic, told in TOPICS.items() for p, w in _weighted(told)]
    + [Phrase(p, Cue("", place, w)) for place, row in enumerate(ROWS) for p, w in _weighted(row.own)]
)
_BY_UNIT: Final[dict[str, list[int]]] = {}
for _place, _row in enumerate(ROWS):
    for _unit in _units_of(_row):
        _BY_UNIT.setdefault(_unit, []).append(_place)


_BY_CODE: Final = {row.code: place for place, row in reversed(list(enumerate(ROWS))) if row.code}
# A number that is told only to be left out of what stands before it.
_APART: Final = ("chưa kể ", "không kể ", "chưa tính ", "không tính ")


def _unit_of_label(label: str) -> int:
    """How much of a label is its unit in brackets: "Trị giá quà (đồng)"."""
    start = label.rfind("(")
    return len(label) - start if start > 0 and label.rstrip().endswith(")") else 0


class Weigher:
    """Weighs the evidence for the quantities of one document."""

    def __init__(self, scene: Scene, known: Known) -> None:
        self.scene, self.known = scene, known
        self.cues = [Said(h.start, h.end, h.phrase, h.meanings) for h in _CUES.hits(scene.words)]
        self.names = list(known.indicator_names.hits(scene.words))
        self._name_starts = [hit.start for hit in self.names]
        self._starts = [cue.start for cue in self.cues]
        self._chosen: dict[int, Choice] = {}

    def choice(self, number: int, seen: frozenset[int] = frozenset()) -> Choice:
        """The indicator of a quantity by its place; what it is the worth of, or a part of, is asked first."""
        if number not in self._chosen:
            self._chosen[number] = self._choose(number, seen | {number})
        return self._chosen[number]

    def _choose(self, number: int, seen: frozenset[int]) -> Choice:
        quantity = self.scene.quantities[number]
        if quantity.kind is FigureKind.CONTEXT:
            return Choice(None, frozenset(), 0.9, ("số nêu bối cảnh, không phải kết quả của Hội",))
        if self.scene.small[: quantity.span.start].endswith(_APART):
            return Choice(None, frozenset(), 0.6, ("số đứng ngoài kết quả nêu trước",))
        if _is_of_many(quantity) and self.scene.labels(quantity) is not None:
            return Choice(None, frozenset(), 0.7, ("số đơn vị trên tổng số, không phải kết quả",))
        evidence = self._evidence(number)
        if quantity.kind is FigureKind.STOCK and quantity.unit == "đồng":
            return Choice(None, frozenset(), 0.8, ("số dư, không phải kết quả",))
        beside, named, kinds = self._beside(number, seen), self._by_name(number), KINDS.get(quantity.kind.value, {})
        listed = self._listed(number, seen)
        scored: dict[int, float] = {}
        for place in {*self._rows(quantity), *self._rows_named(quantity, named)}:
            row = ROWS[place]
            if not row.code or not self.known.measures or row.code in self.known.measures:
                spoken = beside.get(row.code, 0.0) + named.get(row.code, 0.0)
                goes_on = _LISTED if listed and row.code.startswith(listed) else 0.0
                scored[place] = row.base + evidence.of(place, row) + spoken + kinds.get(row.code, 0.0) + goes_on
        return decided(quantity, scored, evidence, beside)

    def _listed(self, number: int, seen: frozenset[int]) -> str:
        """The field of the quantity that this one is listed with: "2 tập thể và 10 cá nhân", "120 hộ, 240 suất quà"."""
        before = number - 1
        if (
            number == 0
            or before in seen
            or self.scene.quantities[before].sentence != self.scene.quantities[number].sentence
        ):
            return ""
        earlier, here = self.scene.quantities[before], self.scene.quantities[number]
        between = self.scene.small[earlier.span.end : here.span.start].strip()
        joined = (
            between.endswith((",", " và", " cùng", " cho"))
            and not set(";.:") & set(between)
            and len(between) < 2 * _HEAR
        )
        code = self.choice(before, seen).code if joined and here.value_of is None else None
        return code.partition(".")[0] + "." if code else ""

    def _by_name(self, number: int) -> dict[str, float]:
        """Indicators whose name in the catalogue is the cell's label, or stands in what is counted or right before it."""
        quantity, labels = self.scene.quantities[number], self.scene.labels(self.scene.quantities[number])
        found: dict[str, float] = {}
        if labels is not None:
            for span in (*labels.row, *labels.column):
                length = span.end - span.start
                for hit in self._names_within(span.start, span.end):
                    whole = hit.end - hit.start > _MOST_OF * (length - _unit_of_label(span.of(self.scene.text)))
                    found |= dict.fromkeys(hit.meanings, _LABELLED if whole else _LABELLED / 3)
            return found
        start = max(quantity.sentence.start, quantity.span.start - 3 * _HEAR)
        for hit in self._names_within(start, quantity.counted.end):
            if hit.phrase == quantity.unit or "," in self.scene.text[hit.start : hit.end]:
                continue
            leads = hit.phrase.count(" ") > 1 and self._leads(Said(hit.start, hit.end, "", ()), number)
            if leads or quantity.counted.start <= hit.start < quantity.counted.end:
                found |= {code: _NAMED for code in hit.meanings if not code.startswith("org.")}  # plain nouns
        return found

    def _names_within(self, start: int, end: int) -> list[Hit[str]]:
        return self.names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    def _rows_named(self, quantity: Quantity, named: dict[str, float]) -> list[int]:
        """The rows of indicators that are named and may be counted in this unit, or whose number has no unit."""
        measure = measure_of(quantity.unit) if quantity.unit else None
        return [
            _BY_CODE[code]
            for code in named
            if code in _BY_CODE and (not quantity.unit or (measure and self.known.measures.get(code) == measure.value))
        ]

    def _rows(self, quantity: Quantity) -> list[int]:
        """The rows that count in this unit."""
        unit = quantity.unit.lower()
        found = _BY_UNIT.get(unit) or (_BY_UNIT["lượt"] if unit.startswith("lượt ") else [])
        if unit == "đơn vị" and _is_of_many(quantity):
            return [
                place for place in found if not ROWS[place].code.startswith("blood.") or "bodies" in ROWS[place].units
            ]
        return found

    def _beside(self, number: int, seen: frozenset[int]) -> dict[str, float]:
        """Codes that follow from what the quantity is the worth, the price or a part of, with their weight."""
        quantity, found = self.scene.quantities[number], dict[str, float]()
        if quantity.value_of is not None and quantity.value_of not in seen:
            code = self.choice(quantity.value_of, seen).code
            if "/" in quantity.unit:
                found |= {PRICE[code]: 3.0} if code in PRICE else dict.fromkeys(PRICE.values(), -4.0) if code else {}
            elif code in WORTH:
                found[WORTH[code]] = 3.0
        elif quantity.unit == "đồng":
            found |= self._counted_before(number, seen)
        if quantity.part_of is not None and quantity.part_of not in seen:
            whole = self.choice(quantity.part_of, seen).code
            if whole is not None:
                found[whole] = found.get(whole, 0.0) + (0.5 if whole.startswith("total.") else 1.6)
        return found

    def _counted_before(self, number: int, seen: frozenset[int]) -> dict[str, float]:
        """The worth of what was counted last in the same paragraph: "... 40 suất học bổng. Tổng kinh phí 70 triệu đồng"."""
        quantities, quantity = self.scene.quantities, self.scene.quantities[number]
        block = self.scene.block_at(quantity.span.start)
        start = quantity.sentence.start if block is None else self.scene.blocks[block].span.start
        for other in range(number - 1, max(number - 5, -1), -1):
            before = quantities[other]
            if before.span.start < start:
                break
            if other in seen or before.unit == "đồng":
                continue
            code = self.choice(other, seen).code
            if code in WORTH:
                return {WORTH[code]: 1.2 if before.sentence == quantity.sentence else 0.8}
        return {}

    def _evidence(self, number: int) -> "Evidence":
        scene, quantity, found = self.scene, self.scene.quantities[number], Evidence()
        start, end = quantity.sentence.start, quantity.sentence.end
        labels = scene.labels(quantity)
        if labels is not None:
            for span, factor in (*((s, _LABEL) for s in (*labels.row[-2:], *labels.column[-3:])), (labels.part, _PART)):
                if span is not None:
                    found.add((cue, factor, factor) for cue in self._cues(span.start, span.end))
        else:
            near = self._cues(max(start, quantity.span.start - _REACH), min(end, quantity.span.end + _REACH))
            found.add((cue, *self._factors(cue, number)) for cue in near)
            block = scene.block_at(quantity.span.start)
            if block is not None:
                before = self._cues(max(scene.blocks[block].span.start, start - _REACH), start)
                found.add((cue, _BLOCK, _BLOCK) for cue in before)
        found.add((cue, _COUNTED, _COUNTED) for cue in self._cues(quantity.counted.start, quantity.counted.end))
        above = scene.headings(quantity.span.start)
        for span, factor in (*zip(above, (_HEADING, _TITLE), strict=False), (scene.title, _TITLE)):
            if span is not None and not span.start <= quantity.span.start < span.end:
                found.add((cue, factor, factor) for cue in self._cues(span.start, span.end))
        return found

    def _cues(self, start: int, end: int) -> list[Said]:
        return self.cues[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _factors(self, cue: Said, number: int) -> tuple[float, float]:
        """What a cue in the same sentence is worth for a field and for a row's own words.

        Less with distance, with other quantities and semicolons between; little where it is another quantity's: inside
        what that one counts, or the verb right before it.
        """
        quantity = self.scene.quantities[number]
        if quantity.span.start <= cue.start < quantity.span.end:
            return 0.0, 0.0
        before = cue.start < quantity.span.start
        gap = (cue.end, quantity.span.start) if before else (quantity.span.end, cue.start)
        foreign = [other for other in self.scene.between(*gap) if not self._are_one(number, other)]
        within = max(0.5, (1.0 if before else 0.95) - (gap[1] - gap[0]) / 350)
        within *= _STOP ** min(self.scene.small.count(";", *gap), 3)
        crossed = min(len(foreign), 6)
        of_field, of_row = within * _OTHER**crossed, within * _OTHER ** (2 * crossed)
        if before and self._leads(cue, number):
            return of_field, of_row * _LED
        if quantity.counted.start <= cue.start < quantity.counted.end:
            return of_field, of_row
        if self._is_counted_elsewhere(cue, number):
            return of_field * _OWNED, of_row * _ELSEWHERE
        led = next((o for o in self.scene.between(cue.end, cue.end + _HEAR) if self._leads(cue, o)), None)
        if led is None or self._are_one(number, led):
            return of_field, of_row
        return of_field * (_OWNED if led > number else 1.0), of_row * (_LATER if led > number else _ELSEWHERE)

    def _leads(self, cue: Said, number: int) -> bool:
        """Whether a cue stands right before a quantity, as a verb before what it governs."""
        start = self.scene.quantities[number].span.start
        return cue.end <= start < cue.end + _HEAR and not set(",.;:") & set(self.scene.text[cue.end : start])

    def _is_counted_elsewhere(self, cue: Said, number: int) -> bool:
        """Whether a cue says what another quantity counts."""
        for other in self.scene.between(cue.start - 3 * _HEAR, cue.start):
            if other != number and not self._are_one(number, other):
                quantity = self.scene.quantities[other]
                if quantity.span.end <= cue.start < quantity.counted.end:
                    return True
        return False

    def _are_one(self, one: int, other: int) -> bool:
        """Whether one of two quantities states the worth or the price of the other: they share their words."""
        first, second = self.scene.quantities[one], self.scene.quantities[other]
        return (
            one in (second.value_of,)
            or other in (first.value_of,)
            or (first.value_of is not None and first.value_of == second.value_of)
        )


def _is_of_many(quantity: Quantity) -> bool:
    return quantity.comparison is not None and quantity.comparison.kind is ComparisonKind.OUT_OF
