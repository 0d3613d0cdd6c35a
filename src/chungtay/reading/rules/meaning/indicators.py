"""Which indicator a quantity belongs to: words of the fields around it, weighed, and what it stands beside."""

import re
from bisect import bisect_left
from typing import Final

from chungtay.kernel.lexicon import Hit
from chungtay.kernel.measures import measure_of
from chungtay.quantities.rules.figures import ComparisonKind, FigureKind, Quantity
from chungtay.reading.rules.known import Known

from .deciding import Choice, Evidence, Said, decided
from .evidence import KINDS, PRICE, ROWS, WORTH
from .hearing import BY_CODE, BY_UNIT, Heard, Relevant, relevant
from .scene import Scene

# How much a word says by where it stands.
_COUNTED, _HEADING, _TITLE, _BLOCK, _LABEL, _PART = 1.3, 0.55, 0.55, 0.25, 1.1, 0.7
_OTHER: Final = 0.72  # what another quantity between leaves of a word's weight
_STOP: Final = 0.3  # what a semicolon leaves
_OWNED, _ELSEWHERE = 0.45, 0.3  # what is left of a word that belongs to another quantity, for a field and for a row
_LATER: Final = 0.02  # of a verb that leads a later quantity, for a row
_LED: Final = 1.3  # a verb right before its number
_OPENER: Final = 0.5  # of what opens the list that an item stands in
_SHARED: Final = 0.9  # of a predicate that is told of a list
_TURNS, _MARKS, _ENDS = frozenset(";:."), frozenset(",.;:"), re.compile(r"[,.;:()0-9]")
_HEAD, _HEADS = 70, 0.8  # how far the head of an item may go to its colon; what it says of a field
_SAID, _PLAINLY = 0.8, 2.0  # what a heading says where words around the number speak plainly
_WHOLE: Final = 0.4  # what a title that names all work says of a single number
_HEAR: Final = 28  # characters between a verb and the number it governs
_LABELLED, _NAMED = 6.0, 3.5  # an indicator called by its name: in a table's label, before a number
_LISTED: Final = 0.7  # for the field of what stands before it in a list
_SOURCE, _GIVEN = re.compile(r"(?: do|,? từ (?:nguồn|quỹ)) "), 0.3  # who gave an amount says little of what it was for
_MEANS: Final = ("tiền mặt", "hiện vật", "hàng hóa")  # what a whole is made of, not what it was for
_MOST_OF: Final = 0.7  # of a label
_REACH: Final = 400  # characters to either side
_APART: Final = ("chưa kể ", "không kể ", "chưa tính ", "không tính ")  # a number told only to be left out


def _unit_of_label(label: str) -> int:
    """How much of a label is its unit in brackets: "Trị giá quà (đồng)"."""
    start = label.rfind("(")
    return len(label) - start if start > 0 and label.rstrip().endswith(")") else 0


class Weigher:
    """Weighs the evidence for the quantities of one document."""

    def __init__(self, scene: Scene, known: Known) -> None:
        self.scene, self.known = scene, known
        self.heard = Heard(scene.words, scene.text)
        self.names = list(known.indicator_names.hits(scene.words))
        self._name_starts = [hit.start for hit in self.names]
        self._codes = frozenset(known.measures)
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
        if self.scene.small.endswith(_APART, 0, quantity.span.start):
            return Choice(None, frozenset(), 0.6, ("số đứng ngoài kết quả nêu trước",))
        if _is_of_many(quantity) and self.scene.labels(quantity) is not None:
            return Choice(None, frozenset(), 0.7, ("số đơn vị trên tổng số, không phải kết quả",))
        if quantity.kind is FigureKind.STOCK and quantity.unit == "đồng":
            return Choice(None, frozenset(), 0.8, ("số dư, không phải kết quả",))
        beside, named, kinds = self._beside(number, seen), self._by_name(number), KINDS.get(quantity.kind.value, {})
        listed, other = self._listed(number, seen), kinds.get("*", 0.0)
        rows = frozenset(self._rows(quantity)).union(self._rows_named(quantity, named))
        told = relevant(rows, self._codes)
        evidence = self._evidence(number, told)
        scored: list[tuple[float, int, str]] = []
        for (place, code, base), spoken in zip(told.counted, evidence.of(told.places), strict=True):
            score = base + spoken
            if beside or named:
                score += beside.get(code, 0.0) + named.get(code, 0.0)
            score += kinds.get(code, other) + (_LISTED if listed and code.startswith(listed) else 0.0)
            scored.append((score, place, code))
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
        measure = measure_of(quantity.unit) if named and quantity.unit else None
        return [
            BY_CODE[code]
            for code in named
            if code in BY_CODE and (not quantity.unit or (measure and self.known.measures.get(code) == measure.value))
        ]

    def _rows(self, quantity: Quantity) -> list[int]:
        """The rows that count in this unit."""
        unit = quantity.unit.lower()
        if unit == "đồng" and quantity.kind is FigureKind.RATE:
            unit = "đồng/"  # of what, the text does not say beside it
        if "/" in unit and unit not in BY_UNIT and not unit.startswith("đồng"):
            unit = unit.partition("/")[0]
        found = BY_UNIT.get(unit) or (BY_UNIT["lượt"] if unit.startswith("lượt ") else [])
        if unit == "đơn vị" and (_is_of_many(quantity) or "thành viên" in quantity.counted.of(self.scene.small)):
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
        if quantity.unit == "đồng" and not found and not self._is_told_for(quantity):
            found |= self._counted_before(number, seen)
        if quantity.part_of is not None and quantity.part_of not in seen:
            whole = self.choice(quantity.part_of, seen).code
            if whole is not None:
                parted = any(word in quantity.counted.of(self.scene.small) for word in _MEANS)
                apart = whole.startswith("total.") or (quantity.unit == "đồng" and self._is_told_for(quantity))
                found[whole] = found.get(whole, 0.0) + (3.0 if parted else 0.5 if apart else 2.0)
        return found

    def _is_told_for(self, quantity: Quantity) -> bool:
        """Whether an amount says itself what it is for: "2 tỷ đồng học bổng", "1 tỷ đồng sửa chữa nhà"."""
        start = quantity.span.end
        stop = _ENDS.search(self.scene.small, start, start + _HEAR)
        end = stop.start() if stop else start + _HEAR
        told = (one for cue in self.heard.between(start, end) for one in cue.cues)
        return any(one.weight >= 2 and one.topic not in ("", "total", "fund") for one in told)

    def _counted_before(self, number: int, seen: frozenset[int]) -> dict[str, float]:
        """The worth of what was counted last in the same paragraph: "... 40 suất học bổng. Tổng kinh phí 70 triệu đồng"."""
        quantities, quantity = self.scene.quantities, self.scene.quantities[number]
        block = self.scene.block_at(quantity.span.start)
        if block and self.scene.small.startswith("tổng", quantity.sentence.start):
            block -= 1  # what sums up a list stands below it
        start = quantity.sentence.start if block is None else self.scene.blocks[block].span.start
        for other in range(number - 1, max(number - 5, -1), -1):
            before = quantities[other]
            if before.span.start < start:
                break
            if other in seen or before.unit == "đồng":
                continue
            code = self.choice(other, seen).code
            if code in WORTH:
                return {WORTH[code]: 1.4 if before.sentence == quantity.sentence else 1.2}
        return {}

    def _evidence(self, number: int, told: Relevant) -> Evidence:
        """What speaks for some rows."""
        scene, quantity, found = self.scene, self.scene.quantities[number], Evidence()
        labels = scene.labels(quantity)
        if labels is not None:
            for span, factor in (*((s, _LABEL) for s in (*labels.row[-2:], *labels.column[-3:])), (labels.part, _PART)):
                if span is not None:
                    found.add(self.heard.within(span.start, span.end, told), factor, factor)
        else:
            self._hear_prose(number, found, told)
        found.add(self.heard.within(quantity.counted.start, quantity.counted.end, told), _COUNTED, _COUNTED)
        above = scene.headings(quantity.span.start)
        plain = above and any(w >= _PLAINLY for heard in found.topics.values() for w, _ in heard)
        said = _SAID if plain else 1.0
        for span, factor in (*zip(above, (_HEADING * said, _TITLE), strict=False), (scene.title, _TITLE)):
            if span is not None and not span.start <= quantity.span.start < span.end:
                cues, of_all = self.heard.under(span.start, span.end, told)
                found.add(cues, factor, factor)
                found.add(of_all, factor * _WHOLE, factor)
        return found

    def _hear_prose(self, number: int, found: Evidence, told: Relevant) -> None:
        """What is said in the sentence, before it in the paragraph, and at the head of the item."""
        scene, quantity, shared = self.scene, self.scene.quantities[number], self._shared_predicate(number)
        start = quantity.sentence.start
        reached = max(start, quantity.span.start - _REACH), min(quantity.sentence.end, quantity.span.end + _REACH)
        source = _SOURCE.search(scene.small, quantity.span.end, reached[1]) if quantity.unit == "đồng" else None
        last = source.start() if source else reached[1]
        for cue in self.heard.within(*reached, told):
            found.add((cue,), *(self._factors(cue[0], number, shared) if cue[0].start < last else (_GIVEN, _GIVEN)))
        block = scene.block_at(quantity.span.start)
        if block is not None:
            opens = scene.blocks[block].span.start
            found.add(self.heard.within(max(opens, start - _REACH), start, told), _BLOCK, _BLOCK)
            found.add(self.heard.within(*scene.head(opens, quantity, _HEAD), told), _HEADS, 0.0)
            if opener := scene.openers[block]:
                found.add(self.heard.within(max(opener.start, opener.end - _REACH), opener.end, told), _OPENER, _OPENER)

    def _factors(self, cue: Said, number: int, shared: tuple[int, int] | None) -> tuple[float, float]:
        """What a cue in the same sentence is worth for a field and for a row's own words.

        Less with distance, with other quantities and semicolons between; little where it is another quantity's: inside
        what that one counts, or the verb right before it.
        """
        quantity = self.scene.quantities[number]
        if quantity.span.start <= cue.start < quantity.span.end:
            return 0.0, 0.0
        if shared is not None and shared[0] < cue.start < shared[1]:
            return _SHARED, _SHARED
        before = cue.start < quantity.span.start
        gap = (cue.end, quantity.span.start) if before else (quantity.span.end, cue.start)
        within = max(0.5, (1.0 if before else 0.95) - (gap[1] - gap[0]) / 350)
        if stops := self.scene.small.count(";", *gap):
            within *= _STOP ** min(stops, 3)
        crossed = min(sum(not self._are_one(number, other) for other in self.scene.between(*gap)), 6)
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

    def _shared_predicate(self, number: int) -> tuple[int, int] | None:
        """Where stands what is told of a whole list that a quantity opens: "36 giáo viên, 52 học sinh được tuyên dương"."""
        quantities, last = self.scene.quantities, number
        while last + 1 < len(quantities):
            start, end = quantities[last].span.end, quantities[last + 1].span.start
            between = self.scene.small[start:end] if end - start <= _HEAR else ";"
            if between.rstrip()[-1:] not in (",", "à") or not _TURNS.isdisjoint(between):
                break
            last += 1
        if last == number:
            return None
        end = quantities[last].span.end
        told = self.scene.small.find(" được ", end, end + _HEAR)
        return (told, told + 2 * _HEAR) if told > end else None

    def _leads(self, cue: Said, number: int) -> bool:
        """Whether a cue stands right before a quantity, as a verb before what it governs."""
        start = self.scene.quantities[number].span.start
        return cue.end <= start < cue.end + _HEAR and _MARKS.isdisjoint(self.scene.text[cue.end : start])

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
        first, second = self.scene.quantities[one].value_of, self.scene.quantities[other].value_of
        return second == one or first == other or (first is not None and first == second)


def _is_of_many(quantity: Quantity) -> bool:
    return quantity.comparison is not None and quantity.comparison.kind is ComparisonKind.OUT_OF
