"""Reads of proposals, and what a report says of papers sent down and up."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat

from chungtay.correspondence.models import Directive, DirectiveReceiver, Proposal
from chungtay.correspondence.queries.directives import SHOWN, may_issue, works_in
from chungtay.correspondence.rules import Directed, PaperKind, PaperTold, ProposalAnswer
from chungtay.organizations.queries import Sight, Structure, UnitOn
from chungtay.organizations.rules import Permission, stands

# Nothing (a moment); "issued plan"; summary, symbol, answer; day; number. The columns of a report's own words.
DirectedRow = tuple[None, str, str, str, str, date, int | None]


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal as it is listed; `to`: the authority's name; `on_behalf`: whose answer the person would write down for
    others: those of the authority write its own, of one that is none of ours those who asked it."""

    proposal: Proposal
    unit: UnitOn
    to: str
    may_answer: bool
    may_withdraw: bool
    on_behalf: bool

    @property
    def open(self) -> bool:
        """Does it still wait for an answer?"""
        return self.proposal.answer == ProposalAnswer.NONE and not self.proposal.withdrawn_because


def proposals_of(unit_ids: Collection[int], first: date, last: date, seen: Sight) -> list[ProposalLine]:
    """What these units proposed, or were proposed to, in a period: what waits for an answer first."""
    rows = Proposal.objects.filter(Q(unit__in=unit_ids) | Q(to_unit__in=unit_ids), sent_on__range=(first, last))
    lines = [_line(row, seen) for row in rows.select_related("paper").order_by("-sent_on", "-pk")[:SHOWN]]
    return sorted(lines, key=lambda line: not line.open)


def proposal_line(pk: int, seen: Sight) -> ProposalLine | None:
    """One proposal for a person; None where there is none, or the person sees neither its unit nor the one above."""
    row = Proposal.objects.select_related("paper").filter(pk=pk).first()
    if row is None or not seen.units(Permission.SEE_FIGURES, [u for u in (row.unit_id, row.to_unit_id) if u]):
        return None
    return _line(row, seen)


def _line(row: Proposal, seen: Sight) -> ProposalLine:
    names = seen.structure.units_of([u for u in (row.unit_id, row.to_unit_id) if u], row.sent_on)
    standing = not row.withdrawn_because
    own = standing and may_issue(seen, row.unit_id)
    decides = standing and row.to_unit_id is not None and may_issue(seen, row.to_unit_id)
    to = names[row.to_unit_id].name if row.to_unit_id else row.to
    own_word = row.to_unit_id is not None and row.answer != ProposalAnswer.NONE and not row.on_behalf
    behalf = (row.to_unit_id or row.unit_id) not in works_in(seen)
    return ProposalLine(row, names[row.unit_id], to, decides or (own and not own_word), own, behalf)


def units_above(known: Structure, unit_id: int, day: date) -> list[UnitOn]:
    """Who stands above the unit on the day, the nearest first."""
    paths = [p for p in known.above(unit_id) if p.depth > 0 and stands(p.valid_from, p.valid_to, day)]
    names = known.units_of((path.ancestor_id for path in paths), day)
    return [names[path.ancestor_id] for path in sorted(paths, key=lambda path: path.depth)]


def directed_within(unit_ids: Collection[int], first: date, last: date) -> Directed:
    """What these units issued, received from others and proposed in a period (both days inclusive), as it stands now.

    Withdrawn and replaced papers are left out. One question.
    """
    issued, *rest = directed_rows(unit_ids, first, last)
    return directed_of(issued.union(*rest, all=True))


def directed_rows(unit_ids: Collection[int], first: date, last: date) -> tuple[QuerySet[Any, DirectedRow], ...]:
    """The rows of `directed_within`, for a page that asks them together with others: see `DirectedRow`."""
    days = (first, last)
    standing = Directive.objects.filter(withdrawal=None, replaced_by=None, issued_on__range=days)
    to_them = DirectiveReceiver.objects.filter(unit__in=unit_ids).values("directive")
    proposals = Proposal.objects.filter(unit__in=unit_ids, withdrawn_because="", sent_on__range=days)
    return (
        _told("issued", standing.filter(unit__in=unit_ids), "issued_on", Value("")),
        _told("received", standing.filter(pk__in=to_them).exclude(unit__in=unit_ids), "issued_on", Value("")),
        _told("proposed", proposals, "sent_on", F("answer")),
    )


def _told(part: str, rows: QuerySet[Any], sent_on: str, said: Value | F) -> Any:
    told = rows.annotate(
        none=Value(None, output_field=DateTimeField()), part=Concat(Value(f"{part} "), "kind"), said=said,
        day=Coalesce("paper__signed_on", sent_on),
    )  # fmt: skip
    return told.values_list("none", "part", "about", "paper__symbol", "said", "day", "paper__number")


def directed_of(rows: Iterable[DirectedRow]) -> Directed:
    """What the rows of `directed_rows` say."""
    found: dict[str, list[PaperTold]] = {}
    for _none, what, about, symbol, said, day, number in rows:
        part, _space, kind = what.partition(" ")
        found.setdefault(part, []).append(PaperTold(PaperKind(kind), about, day, number, symbol, said))
    return Directed(**{part: Directed.sorted_by_day(papers) for part, papers in found.items()})
