"""Which indicator a quantity belongs to: words of the fields around it, weighed, and what it stands beside."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from chungtay.reading.rules.figures import FigureKind, Quantity
from chungtay.reading.rules.known import Known
from chungtay.reading.rules.lexicon import Lexicon, Phrase

from .evidence import PRICE, ROWS, TOPICS, UNITS, WORTH, Row
from .scene import Scene

# How much a word says by where it stands.
_COUNTED, _HEADING, _TITLE, _BLOCK, _LABEL, _PART = 1.3, 0.55, 0.35, 0.3, 1.1, 0.7
_NEEDED: Final = 1.1  # less than this speaks for nothing
_OTHER: Final = 0.72  # what another quantity between leaves of a word's weight
_STOP: Final = 0.5  # what a semicolon leaves
_OWNED, _ELSEWHERE = 0.6, 0.3  # what is left of a word that belongs to another quantity, for a field and for a row
_LED: Final = 1.3  # a verb right before its number
_HEAR: Final = 28  # characters between a verb and the number it governs
_SPOKEN_OF, _UNSPOKEN = 0.4, 0.25  # a row's own words count for little where its field is not spoken of
_REACH: Final = 400  # characters to either side
_CLOSE, _EVEN = 0.6, 0.08  # scores that differ by less are told, are not decided


class Cue(NamedTuple):
    """What a phrase speaks for: a field of work, or one row of the table by its place."""

    topic: str
    row: int
    weight: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The indicator found, how sure, and in words why; `others` are those that came near."""

    code: str | None
    tags: frozenset[str]
    confidence: float
    why: tuple[str, ...]
    others: tuple[str, ...] = ()


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


class Said(NamedTuple):
    """A cue in the text."""

    start: int
    end: int
    phrase: str
    cues: tuple[Cue, ...]


class Weigher:
    """Weighs the evidence for the quantities of one document."""

    def __init__(self, scene: Scene, known: Known) -> None:
        self.scene, self.known = scene, known
        self.cues = [Said(h.start, h.end, h.phrase, h.meanings) for h in _CUES.hits(scene.words)]
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
        evidence = self._evidence(number)
        beside = self._beside(number, seen)
        scored: dict[int, float] = {}
        for place in self._rows(quantity):
            row = ROWS[place]
            if row.code and self.known.measures and row.code not in self.known.measures:
                continue
            scored[place] = row.base + evidence.of(place, row) + beside.get(row.code, 0.0)
        return _decided(quantity, scored, evidence, beside)

    def _rows(self, quantity: Quantity) -> list[int]:
        """The rows that count in this unit."""
        unit = quantity.unit.lower()
        found = _BY_UNIT.get(unit)
        if found is None and unit.startswith("lượt "):
            found = _BY_UNIT["lượt"]
        return found or []

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
                found[whole] = found.get(whole, 0.0) + 1.6
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
        if self._is_counted_elsewhere(cue, number):
            return of_field * _OWNED, of_row * _ELSEWHERE
        led = next((o for o in self.scene.between(cue.end, cue.end + _HEAR) if self._leads(cue, o)), None)
        if led is None or self._are_one(number, led):
            return of_field, of_row
        return of_field * (_OWNED if led > number else 1.0), of_row * _ELSEWHERE

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


class Evidence:
    """What the words around one quantity say, by field and by row."""

    def __init__(self) -> None:
        self.topics: dict[str, list[tuple[float, str]]] = {}
        self.rows: dict[int, list[tuple[float, str]]] = {}

    def add(self, cues: Iterable[tuple[Said, float, float]]) -> None:
        """Count cues in, each with what its place is worth for a field, and for a row's own words."""
        for said, of_field, of_row in cues:
            for cue in said.cues:
                if cue.row >= 0:
                    self.rows.setdefault(cue.row, []).append((cue.weight * of_row, said.phrase))
                else:
                    self.topics.setdefault(cue.topic, []).append((cue.weight * of_field, said.phrase))

    def of(self, place: int, row: Row) -> float:
        """What speaks for a row: its strongest field, and its own words if that field is spoken of at all."""
        field = max((_joint(self.topics.get(topic, ())) for topic in row.topics.split()), default=0.0)
        own = _joint(self.rows.get(place, ()))
        return field + own * (1.0 if field >= _SPOKEN_OF or own < 0 else _UNSPOKEN)

    def words(self, place: int, row: Row) -> list[str]:
        """The words that spoke for a row, the strongest first."""
        heard = [*self.rows.get(place, ()), *(w for topic in row.topics.split() for w in self.topics.get(topic, ()))]
        return list(dict.fromkeys(phrase for weight, phrase in sorted(heard, reverse=True) if weight > 0))


def _joint(heard: Iterable[tuple[float, str]]) -> float:
    """Several words for the same: the strongest whole, each other a third; the strongest word against is taken off."""
    best: dict[str, float] = {}
    for weight, phrase in heard:
        if abs(weight) > abs(best.get(phrase, 0.0)):
            best[phrase] = weight
    weights = [w for w in best.values() if w > 0]
    against = min((w for w in best.values() if w < 0), default=0.0)
    most = max(weights, default=0.0)
    return most + min((sum(weights) - most) * 0.35, 1.5) + against


def _decided(quantity: Quantity, scored: dict[int, float], evidence: Evidence, beside: dict[str, float]) -> Choice:
    ranked = _ranked(scored)
    if not ranked:
        return Choice(None, frozenset(), 0.8, (f"danh mục không đếm “{quantity.unit}”",))
    score, place, code = ranked[0]
    if score < _NEEDED:
        return Choice(None, frozenset(), 0.6, (f"không có từ nào cho biết “{quantity.unit}” thuộc chỉ tiêu nào",))
    if not code:
        return Choice(None, frozenset(), 0.8, ("số nêu thiệt hại, không phải kết quả của Hội",))
    margin = score - (ranked[1][0] if len(ranked) > 1 else 0.0)
    others = tuple(c for s, _, c in ranked[1:3] if c and score - s < _CLOSE)
    why = [f"đơn vị đếm “{quantity.unit}”"]
    if words := evidence.words(place, ROWS[place])[:3]:
        why.append("từ trong văn bản: " + ", ".join(f"“{word}”" for word in words))
    if code in beside:
        why.append("theo số đi cùng")
    if others:
        why.append("cũng có thể là " + ", ".join(others))
    if others and margin < _EVEN:
        return Choice(None, frozenset(), 0.4, tuple(why), (code, *others))
    return Choice(code, frozenset(ROWS[place].tags), _confidence(score, margin), tuple(why), others)


def _ranked(scored: dict[int, float]) -> list[tuple[float, int, str]]:
    """The best row of every code, the best code first."""
    best: dict[str, tuple[float, int, str]] = {}
    for place, score in scored.items():
        code = ROWS[place].code
        if code not in best or score > best[code][0]:
            best[code] = (score, place, code)
    return sorted(best.values(), reverse=True)


def _confidence(score: float, margin: float) -> float:
    return round(min(0.97, (0.55 + 0.42 * min(1.0, margin / 2.0)) * min(1.0, 0.6 + score / 7)), 2)
