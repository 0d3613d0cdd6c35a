"""Whom to ask what: computed from what is missing, overdue, behind its plan, or has dropped most."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest
from typing import Any, TypeVar

from chungtay.documents.rules import FigureReference
from chungtay.kernel.numbers import percent
from chungtay.reports.rules.material import Fact, Member
from chungtay.reports.rules.wording import (
    change_in_percent,
    comparable,
    in_sentence,
    joined,
    lowered,
)

from .material import MeetingMaterial
from .members import MAIN, absent, not_reported

LARGE_DROP = 10  # percent; smaller ones are no question for a whole meeting
MOST_LETTERS = 130  # of one question
FEW = 3  # indicators that a question names

Line = TypeVar("Line", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a unit, and the figure that it comes from; `kind`: its place among the kinds."""

    unit: str
    text: str
    figure: FigureReference | None = None
    kind: int = 0


def asks(material: MeetingMaterial) -> list[Ask]:
    """Every question, the most important first: the first of each kind, then the second of each."""
    kinds = (_missing, _overdue, _behind, _dropped)
    found = [[replace(ask, kind=place) for ask in kind(material)] for place, kind in enumerate(kinds)]
    return [ask for turn in zip_longest(*found) for ask in turn if ask]


def _missing(material: MeetingMaterial) -> Iterator[Ask]:
    silent = absent(material)
    for member in silent:
        yield Ask(member.short_name, "Chưa báo cáo chỉ tiêu nào của kỳ: vướng gì, bao giờ gửi?")
    for member in material.review.members:
        names = [lowered(fact.name) for fact in not_reported(material, member)]
        if names and member not in silent:
            more = [f"{len(names) - FEW} chỉ tiêu khác"] if len(names) > FEW else []
            yield Ask(member.short_name, _asked(f"Chưa báo cáo {joined([*names[:FEW], *more])}", ": bao giờ gửi?"))


def _overdue(material: MeetingMaterial) -> Iterator[Ask]:
    for one in material.overdue:
        reached = one.reached()
        so_far = f" ({reached.text})" if reached else ""
        end = f"”: quá hạn {one.overdue_by} ngày{so_far}; vướng gì, bao giờ xong?"
        yield Ask(one.owner, _asked(f"“{one.text}", end), reached.figure if reached else None)


def _behind(material: MeetingMaterial) -> Iterator[Ask]:
    """Targets of members behind their days, those that lag most first."""
    late = [
        (aim.progress.passed - (aim.progress.share or 0), member, aim)
        for member in material.review.members for aim in material.aims.get(member.code, ()) if aim.late
    ]  # fmt: skip
    for _, member, aim in in_turn(sorted(late, key=lambda one: -one[0])):
        passed = percent(aim.progress.passed * 100)
        end = f" mới đạt {aim.share} kế hoạch, thời gian đã qua {passed}: làm gì để đạt?"
        yield Ask(member.short_name, _asked(aim.fact.name, end), aim.fact.reference)


def _dropped(material: MeetingMaterial) -> Iterator[Ask]:
    """The largest drops of main figures against the year before."""
    before = material.review.earlier_period
    for fall, member, now, then in in_turn(sorted(drops(material), key=lambda one: one[0])) if before else ():
        end = f" giảm {percent(-fall)}, còn {in_sentence(now)} (cùng kỳ {in_sentence(then)}): vì sao?"
        yield Ask(member.short_name, _asked(now.name, end), now.reference)


def drops(material: MeetingMaterial) -> Iterator[tuple[Fraction, Member, Fact, Fact]]:
    """Main figures of members that fell by much: change in percent, member, figure, the year before."""
    for member in material.review.members:
        facts, before = material.facts_of(member.code), material.earlier_of(member.code)
        for code in MAIN:
            now, then = facts.get(code), before.get(code)
            if now is None or then is None or not comparable(now, then):
                continue
            growth = change_in_percent(now.given, then.given)
            if growth is not None and growth <= -LARGE_DROP:
                yield growth, member, now, then


def in_turn(lines: Iterable[Line]) -> list[Line]:
    """Lines about members (second place), so that each member's first comes before anybody's second."""
    seen: Counter[str] = Counter()
    turns = []
    for line in lines:
        seen[line[1].code] += 1
        turns.append((seen[line[1].code], line))
    return [line for _, line in sorted(turns, key=lambda turn: turn[0])]


def _asked(said: str, end: str) -> str:
    """What is said, cut where its end would not stand."""
    return shortened(said, MOST_LETTERS - len(end)) + end


def shortened(text: str, most: int = MOST_LETTERS) -> str:
    """The text, or its first words and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]}…"
