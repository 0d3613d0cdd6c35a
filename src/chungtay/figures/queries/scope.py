"""What a question is about: the pieces of the tree it sums and the units that owed a report."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from chungtay.figures.rules.figures import Piece, Question
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.ancestry import FOREVER, Ancestry
from chungtay.ledger.queries.tree import Life, Stay, TreeNow

from .reads import Reads, Statement


class Owing(NamedTuple):
    """A unit that owes a report for the period, and the days of its life (half-open ordinals)."""

    unit_id: int
    code: str
    kind: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Pieces (none inside another) and who owed; `ended`: members whose unit ended inside the period.

    `rows`: what a breakdown by unit shows, each with its pieces.
    """

    pieces: tuple[Piece, ...]
    owing: tuple[Owing, ...]
    ended: tuple[str, ...]
    rows: tuple[tuple[Owing, tuple[Piece, ...]], ...]


NOBODY = Scope((), (), (), ())  # a unit or cluster that did not stand in the period


def scope_of(question: Question, tree: TreeNow, reads: Reads) -> Scope:
    """The scope on a tree; empty where none of its units stood in the period. Raises Refusal for a code that names nothing."""
    parts = [
        cluster_part(code, question, tree) if "/" in code else unit_part(code, question, tree) for code in question.of
    ]
    pieces = disjoint(tree.ancestry, [piece for part in parts for piece in part.pieces])
    owing = {o.unit_id: o for part in parts for o in part.owing}
    owed = _obliged(question, tree, reads, pieces)
    return Scope(
        tuple(pieces),
        tuple(owed or owing.values()),
        tuple(code for part in parts for code in part.ended),
        tuple({row[0].unit_id: row for part in parts for row in part.rows}.values()),
    )


def unit_part(code: str, question: Question, tree: TreeNow) -> Scope:
    """A unit with all below it; its children on the last day owe (a leaf: itself)."""
    first, last = question.first.toordinal(), question.last.toordinal()
    unit = tree.unit_within(code, first, last)
    if unit is None:
        if tree.unit_within(code, 0, FOREVER) is None:
            raise Refusal(gettext_noop("Không có đơn vị mang mã “%(code)s”."), code=code)
        return NOBODY
    day = min(last, unit.until - 1)
    stays = tree.children_within(unit.id, first, day)
    children = tree.units_of({s.unit_id for s in stays}, day)
    here = {s.unit_id for s in stays if s.holds(day)}
    pieces: dict[int, tuple[Piece, ...]] = {}
    for stay in stays:
        pieces[stay.unit_id] = (*pieces.get(stay.unit_id, ()), _piece(stay))
    rows = tuple((_owing(u), pieces[u.id]) for u in sorted(children.values(), key=lambda u: u.code))
    whole = Piece(unit.id, 0, FOREVER)
    owing = tuple(o for o, _ in rows if o.unit_id in here) or (_owing(unit),)
    return Scope((whole,), owing, (), rows or ((_owing(unit), (whole,)),))


def cluster_part(code: str, question: Question, tree: TreeNow) -> Scope:
    """Members on the last day over the whole period, and members whose unit ended inside it; or as it stood."""
    first, last = question.first.toordinal(), question.last.toordinal()
    members = tree.members_within(code, first, last)
    if question.as_it_stood:
        members = [(stay, False) for stay in tree.memberships_within(code, first, last)]
    if not members:
        if not tree.memberships_within(code, 0, FOREVER):
            raise Refusal(gettext_noop("Không có cụm mang mã “%(code)s”."), code=code)
        return NOBODY
    units = tree.units_of({stay.unit_id for stay, _ in members}, last)
    members.sort(key=lambda m: (units[m[0].unit_id].code, m[0].since))
    rows: dict[int, tuple[Owing, tuple[Piece, ...]]] = {}
    for stay, _ in members:
        piece = _piece(stay) if question.as_it_stood else Piece(stay.unit_id, 0, FOREVER)
        owing, pieces = rows.get(stay.unit_id, (_owing(units[stay.unit_id]), ()))
        rows[stay.unit_id] = (owing, (*pieces, piece))
    ended = tuple(units[stay.unit_id].code for stay, over in members if over)
    parts = tuple(p for _, ps in rows.values() for p in ps)
    return Scope(parts, tuple(owing for owing, _ in rows.values()), ended, tuple(rows.values()))


def _owing(unit: Life) -> Owing:
    return Owing(unit.id, unit.code, unit.kind, unit.since, unit.until)


def _piece(stay: Stay) -> Piece:
    return Piece(stay.unit_id, stay.since, stay.until)


def obligations(question: Question) -> Statement:
    """Units that owe for exactly this period, where obligations were posted."""
    first, last = question.first.toordinal(), question.last.toordinal()
    stands = standing("o", question.known_seq)
    return f"SELECT o.unit_id FROM ledger_obligation o WHERE o.first_on = {first} AND o.last_on = {last}{stands}", 1


def standing(row: str, seq: int | None) -> str:
    """Condition on rows of words: not reversed, as known now or after entry `seq`."""
    known = f" AND {row}.id < {(seq + 1) << LINE_BITS}" if seq is not None else ""
    until = f" AND r.seq <= {seq}" if seq is not None else ""
    return f"{known} AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses = {row}.id >> {LINE_BITS}{until})"


def _obliged(question: Question, tree: TreeNow, reads: Reads, pieces: Iterable[Piece]) -> list[Owing]:
    """Those of them that stand in the scope."""
    units = {unit for (unit,) in reads.rows(*obligations(question))}
    if not units:
        return []
    last = question.last.toordinal()
    tree.ancestry.load(units)
    roots = {p.unit_id for p in pieces}
    standing = [u for u in units if roots & set(tree.ancestry.on(u, last))]
    return [_owing(u) for u in sorted(tree.units_of(standing, last).values(), key=lambda u: u.code)]


def disjoint(ancestry: Ancestry, pieces: Iterable[Piece]) -> list[Piece]:
    """The union of pieces as pieces that share no day of any unit: what lies inside another is cut out."""
    given = list(pieces)
    if len(given) == 1 and (given[0].since, given[0].until) == (0, FOREVER):
        return given
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
