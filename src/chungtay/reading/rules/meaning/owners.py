"""Whose a figure is: the subject of its sentence, else of what stands before it, else of the document."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from chungtay.reading.rules.known import Known
from chungtay.unpacking.rules import Span

from .names import Mention, name_index
from .places import Resolver
from .scene import Scene

# Words before a name that make it a place or a receiver, not the one who acts.
_NOT_ACTING: Final = frozenset((
    "tại", "ở", "cho", "giúp", "tới", "đến", "về", "từ", "thuộc", "trên", "bàn", "vùng", "trợ", "tặng", "dự", "tịch", "diện",
    "đạo", "khu", "quanh", "qua", "dân", "hộ", "chợ", "trường", "tiêu",
))  # fmt: skip
_BESIDE: Final = frozenset(("với", "cùng", "hợp", "và", "của"))  # before one who acts beside another
_LEADS: Final = frozenset((
    "riêng", "là", "do", "được", "như", "gồm", "cụ", "thể", "thì", "nhất", "nhì", "ba", "đó", "nay", "toàn", "dạ", "vâng",
))  # fmt: skip
_LINKS: Final = frozenset((
    "có", "với", "đạt", "được", "tiếp", "nhận", "vận", "động", "thu", "hiến", "trao", "tặng", "ủng", "hộ", "góp", "là", "mỗi",
    "đã", "ước",
))  # fmt: skip
_RECEIVED: Final = ("disaster.", "goods.")
_REACH, _HEAR, _LARGE = 600, 28, ("province", "district")
_LISTED: Final = 50  # places of one list that are looked back over


@dataclass(frozen=True, slots=True)
class Owner:
    """The organization of a figure: its code, the name that the text gives, and why."""

    code: str | None
    name: str | None
    why: str
    sure: float


class Owners:
    """Who is spoken of in a document, on the day it speaks of."""

    def __init__(self, scene: Scene, known: Known, of: str | None, day: date | None) -> None:
        self.scene, self.known, self.of = scene, known, of
        self.mentions = list(name_index(known).mentions(scene.text, scene.words))
        self._starts = [mention.start for mention in self.mentions]
        self._cut: dict[tuple[int, int], list[Mention]] = {}
        if day is None:  # who names units that ended speaks of when they stood
            old = [m.units for m in self.mentions if m.units and all(u.end and u.kind in _LARGE for u in m.units)]
            day = min(max(u.end for u in units if u.end) for units in old) - timedelta(days=1) if old else None
        self.resolver = Resolver(known, day, of)
        self.home = self._home()
        if self.home.code is not None:
            self.resolver.home = self.home.code

    def owner(self, number: int, code: str | None) -> Owner:
        """The organization of a quantity by its place; `code` is its indicator, which tells givers from receivers."""
        quantity = self.scene.quantities[number]
        labels = self.scene.labels(quantity)
        if labels is not None:
            spans = (*reversed(labels.row), *reversed(labels.column), *filter(None, (labels.part,)), *labels.head)
            found = next((m for span in spans for m in self._within(span)), None)
            if found is not None:
                return self._named(found, "tên ở nhãn của bảng", 0.9)
        else:
            acting = self._in_sentence(number, code)
            if acting is not None:
                return self._named(acting, "chủ thể của câu", 0.85)
            before = self._before(quantity.span.start, quantity.sentence.start)
            if before is not None:
                return self._named(before, "chủ thể của câu trước", 0.75)
        for heading in self.scene.headings(quantity.span.start):
            named = next((m for m in self._within(heading) if m.chapter or m.word), None)
            if named is not None:
                return self._named(named, "tên ở đề mục", 0.75)
        return self.home

    def _named(self, mention: Mention, why: str, sure: float) -> Owner:
        name = self.scene.text[mention.start : mention.end]
        if mention.own and self.home.name and self.home.code is None:  # another's province is not ours
            return Owner(None, self.home.name, f"{why}: “{name}”", sure * 0.8)
        code = self.resolver.code(mention)
        if code is None and mention.own == "cluster":  # "Cụm", after it was named
            earlier = self.mentions[: bisect_left(self._starts, mention.start)]
            code = next((m.cluster for m in reversed(earlier) if m.cluster), None)
        if code is None and mention.own:
            code = self.home.code if mention.own == "writer" else None
            return Owner(code, self.home.name or name, f"{why}: “{name}”", sure * (0.8 if self.home.name else 0.6))
        if code is None and mention.units:
            several = ", ".join(self.resolver.candidates(mention)[:4])
            return Owner(None, name, f"“{name}” có thể là {several}" if several else why, 0.4)
        return Owner(code, name, f"{why}: “{name}”", sure)

    def _within(self, span: Span) -> list[Mention]:
        key = span.start, span.end  # the same sentence, heading and title are asked for again and again
        if key not in self._cut:
            self._cut[key] = self.mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return self._cut[key]

    def _in_sentence(self, number: int, code: str | None) -> Mention | None:
        quantity = self.scene.quantities[number]
        sentence, start = quantity.sentence, quantity.span.start
        best: tuple[float, Mention] | None = None
        for mention in self._within(
            Span(max(sentence.start, start - _REACH), min(sentence.end, quantity.span.end + 160))
        ):
            weight = self._weight(mention, number, code)
            if weight > 0 and (best is None or weight >= best[0]):
                best = (weight, mention)
        return best[1] if best else None

    def _weight(self, mention: Mention, number: int, code: str | None) -> float:
        """How well a name fits as the subject of a quantity; 0 where it does not."""
        quantity = self.scene.quantities[number]
        if mention.start >= quantity.span.end:
            return self._after(mention, quantity.span.end)
        acting = self._acts(mention)
        if mention.chapter:
            return (1.2 if self._word_before(mention) in _BESIDE else 2.0) if acting else 0.0
        if code is not None and code.startswith(_RECEIVED):
            return 0.0
        words = self.scene.words[self.scene.word_at(mention.end) : self.scene.word_at(quantity.span.start)]
        if len(words) <= 3 and all(word.text in _LINKS for word in words):
            ends = not words and self._word_before(mention) == "và"  # "gồm: Hạ Long 400 suất và Quảng Yên 200 suất"
            ends = ends and len(self.scene.between(mention.start - _HEAR, mention.start)) > 0
            return 3.0 if ends or (acting and mention.word) or self._opens_clause(mention) else 0.0
        return 1.0 if acting and self._opens_clause(mention) else 0.0

    def _after(self, mention: Mention, end: int) -> float:
        """A name behind a number owns it where "do" leads it in and no other number stands between."""
        before = self._word_before(mention)
        if before != "do" or not mention.chapter or len(self.scene.between(end, mention.start)):
            return 0.0
        return 2.5

    def _acts(self, mention: Mention) -> bool:
        if mention.start and self.scene.text[mention.start - 1] == "(":  # "Thủ Dầu Một (Bình Dương)"
            return False
        return self._word_before(mention) not in _NOT_ACTING

    def _word_before(self, mention: Mention) -> str:
        for _ in range(_LISTED):  # "ở Can Lộc, Lộc Hà"
            listed = bisect_left(self._starts, mention.start) if not mention.chapter else 0
            if not listed or self.scene.text[self.mentions[listed - 1].end : mention.start] != ", ":
                break
            mention = self.mentions[listed - 1]
        if not mention.first:
            return ""
        before = self.scene.words[mention.first - 1]
        gap = self.scene.text[before.end : mention.start]
        return before.text if not gap.strip(' “"') else ""

    def _opens_clause(self, mention: Mention) -> bool:
        before = self._word_before(mention)
        return not before or before in _LEADS

    def _before(self, place: int, sentence: int) -> Mention | None:
        """The last subject of the earlier sentences of the same paragraph."""
        block = self.scene.block_at(place)
        if block is None:
            return None
        start = max(self.scene.blocks[block].span.start, sentence - _REACH)
        found = [m for m in self._within(Span(start, sentence)) if m.chapter and self._acts(m)]
        alone = [m for m in found if m.own != "nation" and self._word_before(m) not in _BESIDE]
        return next(iter(reversed(alone or found)), None)

    def _home(self) -> Owner:
        """The organization of the document: from its title, else its first paragraph, else the one given."""
        title, lead, head = self.scene.title, self.scene.lead, self.scene.letterhead
        opening = [span for span in (head, title, lead) if span is not None]
        if self.of is not None and any(
            self.resolver.code(m) == self.of for span in opening for m in self._within(span)
        ):
            return Owner(self.of, None, "đơn vị được nêu khi đọc, có tên ở phần đầu", 0.85)
        lines = self._lines()
        writers = [m for m in self._within(head) if m.chapter] if head is not None else []
        if len(lines) > 1 or writers:
            return self._named_home((lines if len(lines) > 1 else writers)[-1], "tên cơ quan ban hành")
        found = self._of_span(title) if title is not None else None
        if found is not None:
            return self._named_home(found, "tên ở tiêu đề")
        found = self._of_span(lead) if lead is not None else None
        if found is not None and (found.chapter or self.of is None):
            return self._named_home(found, "chủ thể của đoạn mở đầu")
        if self.of is not None:
            return Owner(self.of, None, "đơn vị được nêu khi đọc", 0.7)
        return self._guessed()

    def _guessed(self) -> Owner:
        """Where neither title nor opening says who: who acts first, who is spoken for, a place that opens, the title's place."""
        title, every = self.scene.title, self.mentions
        tries = (
            (
                "tên đầu tiên trong văn bản",
                (m for m in every if self._stands(m) and self._acts(m) and not self._followed(m)),
            ),
            ("người của Hội nói", (m for m in every if m.chapter and not m.own and self._word_before(m) == "tịch")),
            (
                "tên đầu tiên trong văn bản",
                (m for m in every[:6] if m.word and self._acts(m) and self._opens_clause(m)),
            ),
            ("nơi nêu ở tiêu đề", (m for m in (self._within(title) if title is not None else ()) if m.units)),
        )
        found = ((mention, why) for why, mentions in tries for mention in mentions)
        return next((self._named_home(*one) for one in found), Owner(None, None, "văn bản không nêu đơn vị", 0.3))

    def _lines(self) -> list[Mention]:
        """The names that the first lines are: who is over the one who writes, then who writes."""
        found: list[Mention] = []
        for block in self.scene.blocks[:3]:
            within, length = self._within(block.span)[:1], block.span.end - block.span.start
            found += [m for m in within if (m.chapter or m.word) and m.end - m.start == length]
        return found

    def _of_span(self, span: Span) -> Mention | None:
        """Who is spoken of: a cluster, else who acts alone, else who acts beside another, else a place that opens a clause."""
        within = self._within(span)
        cluster = next((m for m in within if m.cluster is not None), None)
        if cluster is not None:
            return cluster
        acting = [m for m in within if self._acts(m)]
        named = [m for m in acting if self._stands(m) and not self._followed(m)]
        alone = [m for m in named if self._word_before(m) not in _BESIDE]
        opening = [m for m in acting if self._opens_clause(m) or (m.word and self._word_before(m) == "của")]
        return next(iter((*alone, *named, *opening)), None)

    def _stands(self, mention: Mention) -> bool:
        """Is an association named by which it is known who is meant?"""
        return mention.chapter and not (mention.own and self._code(mention) is None)

    def _followed(self, mention: Mention) -> bool:
        """Is it only whose plan is followed: "theo kế hoạch của Trung ương Hội"?"""
        title = self.scene.title
        titled = title is not None and title.start <= mention.start < title.end
        return mention.own == "nation" and self._word_before(mention) in _BESIDE and not titled

    def _named_home(self, mention: Mention, why: str) -> Owner:
        name = self.scene.text[mention.start : mention.end]
        code = self._code(mention)
        return Owner(code, name, f"{why}: “{name}”", 0.75 if code else 0.5)

    def _code(self, mention: Mention) -> str | None:
        """The code of who is named; of "toàn tỉnh" the province that the title, the opening or the dateline lies in."""
        code = self.resolver.code(mention)
        if code is not None or not mention.own:
            return code
        spans = filter(None, (self.scene.title, self.scene.lead, *self.scene.datelines))
        head = sorted((m for span in spans for m in self._within(span) if m.units), key=lambda m: not m.word)
        seats = filter(None, map(self.resolver.code, head))  # "tỉnh Hà Nam" says more than "Đồng Văn"
        return next(filter(None, (self.resolver.lifted(seat, mention.own) for seat in seats)), None)
