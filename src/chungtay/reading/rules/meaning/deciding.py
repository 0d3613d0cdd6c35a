"""Evidence gathered for one quantity, and the decision between the rows it speaks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from chungtay.quantities.rules.figures import Quantity

from .evidence import ROWS

FIELDS: Final = tuple(tuple(row.topics.split()) for row in ROWS)  # of every row
_NEEDED: Final = 1.1  # less than this speaks for nothing
_CLOSE, _EVEN = 0.6, 0.08  # scores that differ by less are told, are not decided
_SPOKEN_OF, _UNSPOKEN = 0.4, 0.25  # a row's own words count for little where its field is not spoken of


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


class Said(NamedTuple):
    """A cue in the text."""

    start: int
    end: int
    phrase: str
    cues: tuple[Cue, ...]


Told = tuple[Said, tuple[Cue, ...]]  # a cue with what it says of the rows that are weighed


class Evidence:
    """What the words around one quantity say, by field and by row."""

    def __init__(self) -> None:
        self.topics: dict[str, list[tuple[float, str]]] = {}
        self.rows: dict[int, list[tuple[float, str]]] = {}

    def add(self, cues: Iterable[Told], of_field: float, of_row: float) -> None:
        """Count cues in with what they say; what their place is worth for a field, and for a row's own words."""
        for said, told in cues:
            for topic, row, weight in told:
                if row >= 0:
                    self.rows.setdefault(row, []).append((weight * of_row, said.phrase))
                else:
                    self.topics.setdefault(topic, []).append((weight * of_field, said.phrase))

    def of(self, places: Iterable[int]) -> list[float]:
        """What speaks for each of some rows: its strongest field, and its own words if that field is spoken of at all."""
        said = {topic: _joint(heard) for topic, heard in self.topics.items()}
        weight, found = said.get, list[float]()
        for place in places:
            fields = FIELDS[place]
            field = weight(fields[0], 0.0) if len(fields) == 1 else max([weight(topic, 0.0) for topic in fields])
            if place in self.rows:
                own = _joint(self.rows[place])
                field += own * (1.0 if field >= _SPOKEN_OF or own < 0 else _UNSPOKEN)
            found.append(field)
        return found

    def words(self, place: int) -> list[str]:
        """The words that spoke for a row, the strongest first."""
        heard = [*self.rows.get(place, ()), *(w for topic in FIELDS[place] for w in self.topics.get(topic, ()))]
        return list(dict.fromkeys(phrase for weight, phrase in sorted(heard, reverse=True) if weight > 0))


def _joint(heard: Sequence[tuple[float, str]]) -> float:
    """Several words for the same: the strongest whole, each other a third; the strongest word against is taken off."""
    if len(heard) == 1:
        return heard[0][0]
    best: dict[str, float] = {}
    for weight, phrase in heard:
        if abs(weight) > abs(best.get(phrase, 0.0)):
            best[phrase] = weight
    weights = [w for w in best.values() if w > 0]
    against = min((w for w in best.values() if w < 0), default=0.0)
    most = max(weights, default=0.0)
    return most + min((sum(weights) - most) * 0.35, 1.5) + against


def decided(
    quantity: Quantity, scored: Sequence[tuple[float, int, str]], evidence: Evidence, beside: dict[str, float]
) -> Choice:
    """The best of the rows that were weighed, None where nothing speaks for any or two are even."""
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
    if words := evidence.words(place)[:3]:
        why.append("từ trong văn bản: " + ", ".join(f"“{word}”" for word in words))
    if code in beside:
        why.append("theo số đi cùng")
    if others:
        why.append("cũng có thể là " + ", ".join(others))
    if others and margin < _EVEN:
        return Choice(None, frozenset(), 0.4, tuple(why), (code, *others))
    sure = min(0.97, (0.55 + 0.42 * min(1.0, margin / 2.0)) * min(1.0, 0.6 + score / 7))
    return Choice(code, frozenset(ROWS[place].tags), round(sure, 2), tuple(why), others)


def _ranked(scored: Sequence[tuple[float, int, str]]) -> list[tuple[float, int, str]]:
    """The best row of every code, the best code first."""
    best: dict[str, tuple[float, int, str]] = {}
    for one in scored:
        code = one[2]
        if code not in best or one[0] > best[code][0]:
            best[code] = one
    return sorted(best.values(), reverse=True)
