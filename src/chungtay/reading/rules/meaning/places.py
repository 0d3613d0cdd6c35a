"""Which unit a name means: by the word of its kind, the day, and what is around the one who writes."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from chungtay.reading.rules.known import Known, KnownUnit

from .names import PLACE_WORDS, Mention, bare, standing

_LEVELS: Final = {"nation": 0, "province": 1, "district": 2, "school": 3, "agency": 3, "commune": 4}
_OWN_KINDS: Final = {
    "province": ("province",), "nation": ("nation",), "district": ("district",), "commune": ("commune",),
    "city": ("province", "district"),
}  # fmt: skip


class Resolver:
    """Finds the code behind a mention on a day. `home` is the unit or cluster that the document speaks of, if known."""

    def __init__(self, known: Known, day: date | None, home: str | None) -> None:
        self.known, self.day, self.home = known, day, home
        self._clusters = known.cluster_of

    def code(self, mention: Mention) -> str | None:
        """The code of the one unit or cluster that is meant; None where none or several fit."""
        if mention.cluster is not None:
            return mention.cluster or None
        if mention.own:
            return self._own(mention.own)
        found = self.candidates(mention)
        return found[0] if len(found) == 1 else None

    def candidates(self, mention: Mention) -> list[str]:
        """Codes of all that the mention may mean, after everything that tells them apart."""
        units = self._of_kind(mention)
        if not (mention.word or mention.chapter):  # a bare name is a commune's only around the writer
            units = [unit for unit in units if unit.kind != "commune" or self._is_near(unit.code)]
        if self.day is None:  # nothing says when: who is around the writer comes before who stands last
            units = [unit for unit in units if self._is_near(unit.code)] or units
        units = self._on_day(units)
        codes = list(dict.fromkeys(unit.code for unit in units))
        if len(codes) > 1:
            near = [code for code in codes if self._is_near(code)]
            codes = near or codes
        if len(codes) > 1 and not mention.word:
            ranked = [(_LEVELS.get(self.known.by_code[code][-1].kind, 9), code) for code in codes]
            top = min(level for level, _ in ranked)
            codes = [code for level, code in ranked if level == top]
        return codes

    def _of_kind(self, mention: Mention) -> list[KnownUnit]:
        if not mention.word:
            return list(mention.units)
        exact = [unit for unit in mention.units if bare(unit.name)[0] == mention.word]
        return exact or [unit for unit in mention.units if unit.kind in PLACE_WORDS[mention.word]]

    def _on_day(self, units: list[KnownUnit]) -> list[KnownUnit]:
        """Those that stand on the day; else those that ended last."""
        day = self.day or max((unit.first for unit in units), default=None)
        if day is None:
            return []
        now = [unit for unit in units if standing(unit, day)]
        if now:
            return now
        ended = max((unit.end for unit in units if unit.end and unit.end <= day), default=None)
        return [unit for unit in units if unit.end == ended] if ended else []

    def _is_near(self, code: str) -> bool:
        """Whether a unit is the home, lies below it, is one of its members, or shares its province."""
        if self.home is None:
            return False
        above = set(self.above(code))
        if self.home in self._clusters:
            cluster = self._clusters[self.home]
            return code in {member for member, _, _ in cluster.members} or cluster.owner in above
        return self.home in above or bool(above & set(self.above(self.home)) - self.known.tops)

    def above(self, code: str) -> Iterable[str]:
        """A unit and all above it, by its parents on the day, nearest first."""
        seen: list[str] = []
        at: str | None = code
        while at is not None and at not in seen:
            seen.append(at)
            versions = self.known.by_code.get(at, [])
            at = next((u.parent for u in versions if self.day and standing(u, self.day)), None) or (
                versions[-1].parent if versions else None
            )
        return seen

    def _own(self, level: str) -> str | None:
        if level == "nation":
            return next(iter(self.known.tops)) if len(self.known.tops) == 1 else None
        if level == "writer":
            return self.home
        if level == "cluster":
            only = self.known.clusters[0].code if len(self.known.clusters) == 1 and self.home is None else None
            return self.home if self.home in self._clusters else only
        start = self._clusters[self.home].owner if self.home in self._clusters else self.home
        if start is None:
            return self._only(_OWN_KINDS[level])
        return self.lifted(start, level)

    def lifted(self, code: str, level: str) -> str | None:
        """The unit of a level that a unit is or lies in."""
        kinds, known = _OWN_KINDS.get(level, ()), self.known.by_code
        return next((above for above in self.above(code) if above in known and known[above][-1].kind in kinds), None)

    def _only(self, kinds: tuple[str, ...]) -> str | None:
        """The only unit of a kind there is: a chapter's own database knows one province."""
        codes = {unit.code for unit in self.known.units if unit.kind in kinds and unit.end is None}
        return codes.pop() if len(codes) == 1 else None
