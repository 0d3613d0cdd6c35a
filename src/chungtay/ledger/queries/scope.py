"""What a question is about: the pieces of the tree it sums and the units that owed a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.models import Obligation
from chungtay.ledger.rules.figures import Piece, Question
from chungtay.organizations import queries as organizations
from chungtay.organizations.queries import UnitOn

from .ancestry import FOREVER, Ancestry
from .tree import TreeNow, TreeThen


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that owes a report for the period."""

    unit_id: int
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Pieces (none inside another) and who owed; `ended`: members whose unit ended inside the period.

    `rows`: what a breakdown by unit shows, each with its pieces.
    """

    pieces: tuple[Piece, ...]
    owing: tuple[Owing, ...]
    ended: tuple[str, ...]
    rows: tuple[tuple[Owing, tuple[Piece, ...]], ...]


def scope_of(question: Question, ancestry: Ancestry, tree: TreeNow | TreeThen) -> Scope:
    """The scope on a tree. Raises Refusal for a code that names nothing in the period."""
    parts = [
        cluster_part(code, question, tree) if "/" in code else unit_part(code, question, tree) for code in question.of
    ]
    pieces = disjoint(ancestry, [piece for part in parts for piece in part.pieces])
    owing = {o.unit_id: o for part in parts for o in part.owing}
    owed = _obliged(question, ancestry, pieces)
    return Scope(
        tuple(pieces),
        tuple(owed or owing.values()),
        tuple(code for part in parts for code in part.ended),
        tuple({row[0].unit_id: row for part in parts for row in part.rows}.values()),
    )


def unit_part(code: str, question: Question, tree: TreeNow | TreeThen) -> Scope:
    """A unit with all below it; its children on the last day owe (a leaf: itself)."""
    unit = tree.unit_within(code, question.first, question.last)
    if unit is None:
        raise Refusal(
            gettext_noop("Không có đơn vị mang mã “%(code)s” trong kỳ %(first)s - %(last)s."),
            code=code,
            first=f"{question.first:%d/%m/%Y}",
            last=f"{question.last:%d/%m/%Y}",
        )
    day = question.last
    if unit.valid_to and unit.valid_to <= day:
        day = date.fromordinal(unit.valid_to.toordinal() - 1)
    paths = tree.children_within(unit.id, question.first, day)
    children = tree.units_of({p.descendant_id for p in paths}, day)
    here = {p.descendant_id for p in paths if p.valid_from <= day and (p.valid_to is None or p.valid_to > day)}
    rows = [
        (_owing(child), tuple(_piece(p.descendant_id, p.valid_from, p.valid_to) for p in paths if p.descendant_id == i))
        for i, child in sorted(children.items(), key=lambda item: item[1].code)
    ]
    whole = Piece(unit.id, 0, FOREVER)
    owing = tuple(_owing(u) for i, u in children.items() if i in here) or (_owing(unit),)
    return Scope((whole,), owing, (), tuple(rows) or ((_owing(unit), (whole,)),))


def cluster_part(code: str, question: Question, tree: TreeNow | TreeThen) -> Scope:
    """Members on the last day over the whole period, and members whose unit ended inside it; or as it stood."""
    members = tree.members_within(code, question.first, question.last)
    if question.as_it_stood:
        members = tree.memberships_within(code, question.first, question.last)
    if not members:
        raise Refusal(
            gettext_noop("Cụm “%(code)s” không có thành viên nào trong kỳ đến %(last)s."),
            code=code,
            last=f"{question.last:%d/%m/%Y}",
        )
    units = tree.units_of({m.unit_id for m in members}, question.last)
    rows: dict[int, tuple[Owing, tuple[Piece, ...]]] = {}
    for member in sorted(members, key=lambda m: m.code):
        piece = Piece(member.unit_id, 0, FOREVER)
        if question.as_it_stood:
            piece = _piece(member.unit_id, member.valid_from, member.valid_to)
        owing, pieces = rows.get(member.unit_id, (_owing(units[member.unit_id]), ()))
        rows[member.unit_id] = (owing, (*pieces, piece))
    ended = tuple(m.code for m in members if m.unit_ended_on)
    pieces = tuple(p for _, ps in rows.values() for p in ps)
    return Scope(pieces, tuple(owing for owing, _ in rows.values()), ended, tuple(rows.values()))


def _owing(unit: UnitOn) -> Owing:
    return Owing(unit.id, unit.code, unit.kind)


def _piece(unit_id: int, first: date, until: date | None) -> Piece:
    return Piece(unit_id, first.toordinal(), until.toordinal() if until else FOREVER)


def _obliged(question: Question, ancestry: Ancestry, pieces: Iterable[Piece]) -> list[Owing]:
    """Units in the scope that owe for exactly this period, where obligations were posted."""
    rows = Obligation.objects.filter(first_on=question.first, last_on=question.last).values_list("unit_id", flat=True)
    units = set(rows)
    if not units:
        return []
    ancestry.load(units)
    roots = {p.unit_id for p in pieces}
    day = question.last.toordinal()
    standing = [u for u in units if roots & set(ancestry.on(u, day))]
    return [Owing(u.id, u.code, u.kind) for u in organizations.units_of(standing, question.last).values()]


def disjoint(ancestry: Ancestry, pieces: Iterable[Piece]) -> list[Piece]:
    """The union of pieces as pieces that share no day of any unit: what lies inside another is cut out."""
    given = list(pieces)
    ancestry.load({p.unit_id for p in given})
    kept: list[Piece] = []
    for index, piece in enumerate(given):
        parts = [piece]
        for place, other in enumerate(given):
            if place == index or (other.unit_id == piece.unit_id and place > index):
                continue
            for ancestor, start, stop in ancestry.paths(piece.unit_id):
                if ancestor == other.unit_id:
                    parts = _cut(parts, max(start, other.since), min(stop, other.until))
        life = [(a, b) for u, a, b in ancestry.paths(piece.unit_id) if u == piece.unit_id]
        kept += [p for p in parts if any(p.since < b and a < p.until for a, b in life)]
    return kept


def _cut(parts: list[Piece], start: int, stop: int) -> list[Piece]:
    out = []
    for part in parts:
        if stop <= part.since or part.until <= start or start >= stop:
            out.append(part)
            continue
        if part.since < start:
            out.append(Piece(part.unit_id, part.since, start))
        if stop < part.until:
            out.append(Piece(part.unit_id, stop, part.until))
    return out
