"""What the stages of the grammar hand on: a sentence with its cues, and a figure on the way to being one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from chungtay.kernel.numbers import Precision
from chungtay.kernel.tokens import Token
from chungtay.quantities.rules.figures import Comparison, FigureKind
from chungtay.unpacking.rules import Span

from .lexicon import ROLES, UNITS, Unit
from .numbers import Number

HARD: Final = frozenset({";", ":"})
_ENGLISH: Final = frozenset({"the", "of", "were", "was", "and", "with"})
SOFT: Final = frozenset({",", "(", ")", ";", ":", ".", "…", "[", "]"})


class Cue(NamedTuple):
    """A phrase that says what the numbers near it are."""

    first: int
    last: int
    roles: frozenset[str]


@dataclass(slots=True)
class Figure:
    """A number with its hedge and unit; kind and ties are filled in by later stages."""

    number: Number
    first: int  # token of the hedge or number it begins with
    last: int  # token after the written number
    unit: Unit
    noun: tuple[int, int]  # tokens of the unit phrase
    precision: Precision
    per: str = ""
    kind: FigureKind = FigureKind.RESULT
    comparison: Comparison | None = None
    value_of: "Figure | None" = None
    part_of: "Figure | None" = None
    why: list[str] = field(default_factory=list)

    @property
    def money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit.group == "money"

    @property
    def after(self) -> int:
        """The token after all that belongs to it."""
        return self.last if self.last > self.noun[1] else self.noun[1]


@dataclass(slots=True)
class Sentence:
    """A sentence's tokens, their words, its cues in order."""

    text: str
    tokens: Sequence[Token]
    words: list[str]
    cues: list[Cue]
    of_role: dict[str, list[Cue]]
    english: bool

    @classmethod
    def of(cls, text: str, tokens: Sequence[Token], words: list[str]) -> "Sentence":
        """A sentence with its cues found, the longest first, none inside another."""
        cues: list[Cue] = []
        of_role: dict[str, list[Cue]] = {}
        for place in [place for place, word in enumerate(words) if word in ROLES.firsts]:
            if not (cues and place < cues[-1].last) and (found := ROLES.at(words, place)):
                cues.append(Cue(place, *found))
                for role in found[1]:
                    of_role.setdefault(role, []).append(cues[-1])
        return cls(text, tokens, words, cues, of_role, not _ENGLISH.isdisjoint(words))

    def word(self, place: int) -> str:
        """The word at a place, nothing beyond the ends."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def named(self, place: int) -> bool:
        """Whether the word at a place has a capital letter."""
        return place < len(self.tokens) and self.text[self.tokens[place].start].isupper()

    def span(self, first: int, last: int) -> Span:
        """Where tokens `first` to `last` (exclusive) stand in the text."""
        if first >= last:
            here = self.tokens[min(first, len(self.tokens) - 1)].start
            return Span(here, here)
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def last_cue(self, role: str, before: int, since: int = 0) -> Cue | None:
        """The last cue of a role that ends at or before a place."""
        for cue in reversed(self.of_role.get(role, ())):
            if cue.last <= before:
                return cue if cue.first >= since else None
        return None

    def first_cue(self, role: str, since: int, before: int) -> Cue | None:
        """The first cue of a role between two places."""
        found = next((cue for cue in self.of_role.get(role, ()) if cue.first >= since), None)
        return found if found and found.first < before else None

    def turns(self, roles: Iterable[str], since: int, before: int) -> bool:
        """Whether a cue of some role stands between two places and says no more than which works: "điểm sơ cấp cứu"."""
        found = (cue for cue in self.cues if since <= cue.first < before and not cue.roles.isdisjoint(roles))
        nouns = (UNITS.before(self.words, cue.first) for cue in found)
        return any(noun is None or noun[1].group in ("people", "household") for noun in nouns)

    def closes(self, since: int, before: int) -> bool:
        """Whether brackets or quotes that were open end between two places."""
        between = self.words[since:before]
        return between.count(")") > between.count("(") or between.count("”") > between.count("“")

    def clause_start(self, place: int, marks: frozenset[str] = SOFT) -> int:
        """Where the clause around a place begins."""
        while place > 0 and self.words[place - 1] not in marks:
            place -= 1
        return place

    def clause_end(self, place: int, marks: frozenset[str] = SOFT) -> int:
        """Where the clause around a place ends."""
        while place < len(self.words) and self.words[place] not in marks:
            place += 1
        return place
