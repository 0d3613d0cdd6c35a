"""Under which tags a figure stands: the programme or disaster that its sentence, its heading or its title names."""

import re
from bisect import bisect_left
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from chungtay.kernel.lexicon import Hit, Lexicon, Phrase, key_of
from chungtay.quantities.rules.figures import FigureKind
from chungtay.reading.rules.known import Known, KnownCause
from chungtay.unpacking.rules import Span

from .evidence import ALSO, MOVEMENTS, NARROW
from .scene import Scene

_UNTAGGED: Final = ("org.", "emu.")
_REVIEWS: Final = ("giao ban", "tổng kết", "sơ kết", "kết quả", "báo cáo", "tháng đầu năm", "đại hội", "hội nghị")
_MONTHS: Final = re.compile(r"\b\d+ tháng (?:đầu |cuối )?năm\b|\bquý (?:[ivx]+|\d)\b|từ đầu năm")
_key: Final = lru_cache(maxsize=1024)(key_of)
_TITLED: Final = 2
_HEAD: Final = 6  # characters before the name that heads an item
_CASH, _GOODS = ("tiền mặt",), ("trị giá hàng", "hàng hóa", "tiền hàng", "hiện vật")


@lru_cache(maxsize=4)
def _names(known: Known) -> Lexicon[KnownCause]:
    """What people say for programmes and disasters, put in order once as long as they are the same."""
    also = [Phrase(name, cause) for cause in known.causes for name in ALSO.get(cause.tag, ())]
    return Lexicon([*(Phrase(name, cause) for cause in known.causes for name, _, _ in cause.names), *also])


class Tagger:
    """The causes that a document names, and which of them a figure belongs to."""

    def __init__(self, scene: Scene, known: Known) -> None:
        self.scene = scene
        self.hits: list[Hit[KnownCause]] = list(_names(known).hits(scene.words))
        self._starts = [hit.start for hit in self.hits]
        self._cut: dict[tuple[int, int], list[Hit[KnownCause]]] = {}

    def tags(self, number: int, code: str | None, day: date | None) -> frozenset[str]:
        """The tags of a quantity whose indicator is `code`; `day` is the last of its period."""
        quantity = self.scene.quantities[number]
        if quantity.kind is FigureKind.CONTEXT or (code or "").startswith(_UNTAGGED):
            return frozenset()
        found: set[str] = set()
        above = self._above(number)
        for far, spans in enumerate((self._near(number), above, self._of_document(number))):
            causes = [(self._meant(hit, day), hit) for hit in spans]
            tags = {cause.tag for cause, hit in causes if cause is not None and self._says_more(cause, hit, code)}
            if tags and far == _TITLED:  # a section of another movement is its own
                own = [MOVEMENTS[cause.tag] for hit in above for cause in hit.meanings if cause.tag in MOVEMENTS]
                tags = {t for t in tags if t not in NARROW or not (code or "").startswith((*NARROW[t], *own))}
            if tags:
                found |= tags
                break
        return frozenset(found | self._worth(number, code))

    def _within(self, span: Span) -> list[Hit[KnownCause]]:
        key = span.start, span.end  # the same sentence, heading and title are asked for again and again
        if key not in self._cut:
            self._cut[key] = self.hits[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return self._cut[key]

    def _near(self, number: int) -> list[Hit[KnownCause]]:
        """The cause named before the number in its sentence, unless it belongs to another number; else just behind it."""
        quantity = self.scene.quantities[number]
        sentence = quantity.sentence
        whole = quantity.part_of if quantity.part_of is not None else quantity.value_of
        before = self._within(Span(sentence.start, quantity.span.start))
        behind = [
            hit for hit in self._within(Span(quantity.span.end, min(sentence.end, quantity.span.end + 120)))
            if all(self.scene.quantities[n].value_of == number for n in self.scene.between(quantity.span.end, hit.start))
        ]  # fmt: skip
        if behind and hit_is_counted(behind[0], quantity.counted):
            return behind[:1]
        free = [hit for hit in before if not self._is_of_another(hit, number)]
        if free:
            return free[-1:]
        if behind:
            return behind[:1]
        if whole is not None and whole != number and whole < number:
            return self._near(whole)
        return []

    def _is_of_another(self, hit: Hit[KnownCause], number: int) -> bool:
        """Whether a name stands inside what another quantity counts, one that this is not the worth or a part of."""
        quantity = self.scene.quantities[number]
        for other in self.scene.between(max(quantity.sentence.start, hit.start - 160), hit.start):
            if other in (quantity.value_of, quantity.part_of):
                return False
            if hit_is_counted(hit, self.scene.quantities[other].counted):
                return True
        return False

    def _above(self, number: int) -> list[Hit[KnownCause]]:
        place = self.scene.quantities[number].span.start
        labels = self.scene.labels(self.scene.quantities[number])
        if labels is not None:
            spans = [*labels.row, *labels.column, *filter(None, (labels.part,))]
            found = [hit for span in spans for hit in self._within(span)]
            if found:
                return found[:1]
        return next((found for heading in self.scene.headings(place) if (found := self._within(heading))), [])

    def _of_document(self, number: int) -> list[Hit[KnownCause]]:
        """What the title names; a single event's first paragraph too before it comes to the number, a review's not."""
        title = self.scene.title
        found = self._within(title) if title is not None else []
        lead = self.scene.lead
        if found or lead is None or self._is_review:
            return found[:1]
        return self._within(Span(lead.start, min(lead.end, self.scene.quantities[number].sentence.start)))[:1]

    @cached_property
    def _is_review(self) -> bool:
        opening = " ".join(span.of(self.scene.small) for span in (self.scene.title, self.scene.lead) if span)
        return any(word in opening for word in _REVIEWS) or _MONTHS.search(opening) is not None

    def _meant(self, hit: Hit[KnownCause], day: date | None) -> KnownCause | None:
        """The one cause that bears the name on the document's day; a storm's number means the storm of its year."""
        fitting = [cause for cause in hit.meanings if _bears(cause, hit.phrase, day)]
        return fitting[0] if len({cause.tag for cause in fitting}) == 1 else None

    def _says_more(self, cause: KnownCause, hit: Hit[KnownCause], code: str | None) -> bool:
        """Whether a tag tells more than the indicator: a movement's does where it heads an item of another field."""
        own = MOVEMENTS.get(cause.tag)
        if own is None:
            return True
        block = self.scene.block_at(hit.start)
        heads = block is not None and hit.start - self.scene.blocks[block].span.start < _HEAD
        return (
            heads
            and self.scene.text[hit.end : hit.end + 2].lstrip('”"').startswith(":")
            and not (code or own).startswith(own)
        )

    def _worth(self, number: int, code: str | None) -> set[str]:
        quantity = self.scene.quantities[number]
        if quantity.unit != "đồng" or code not in ("disaster.value", "gift.value"):
            return set()
        around = self.scene.small[quantity.span.end : quantity.span.end + 28]
        counted = quantity.counted.of(self.scene.small)
        if any(word in around or word in counted for word in _CASH):
            return {"value:cash"}
        return {"value:goods"} if any(word in counted for word in _GOODS) else set()


def hit_is_counted(hit: Hit[KnownCause], counted: Span) -> bool:
    """Whether a name stands in the phrase that says what is counted."""
    return counted.start <= hit.start < counted.end


def _bears(cause: KnownCause, phrase: str, day: date | None) -> bool:
    """Whether a disaster may be meant on a day: a storm's number is another storm's in another year."""
    if day is None or not cause.tag.startswith("disaster:"):
        return True
    days = [(first, end) for name, first, end in cause.names if _key(name) == phrase]
    return any((first is None or first <= day) and (end is None or day < end) for first, end in days)
