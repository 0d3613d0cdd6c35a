"""Reads of proposals, and what a report says of papers sent down and up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Coalesce

from chungtay.correspondence.models import Directive, Proposal
from chungtay.correspondence.queries.directives import SHOWN, may_issue
from chungtay.correspondence.rules import Directed, PaperKind, PaperTold, ProposalAnswer
from chungtay.organizations.queries import Sight, Structure, UnitOn
from chungtay.organizations.rules import Permission, stands


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal as it is listed; `to`: the authority's name."""

    proposal: Proposal
    unit: UnitOn
    to: str
    may_answer: bool
    may_withdraw: bool

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
    return ProposalLine(row, names[row.unit_id], to, own or decides, own)


def units_above(known: Structure, unit_id: int, day: date) -> list[UnitOn]:
    """Who stands above the unit on the day, the nearest first."""
    paths = [p for p in known.above(unit_id) if p.depth > 0 and stands(p.valid_from, p.valid_to, day)]
    names = known.units_of((path.ancestor_id for path in paths), day)
    return [names[path.ancestor_id] for path in sorted(paths, key=lambda path: path.depth)]


def directed_within(unit_ids: Collection[int], first: date, last: date) -> Directed:
    """What these units issued, received from others and proposed in a period (both days inclusive), as it stands now.

    Withdrawn and replaced papers are left out. One question.
    """
    days = (first, last)
    standing = Directive.objects.filter(withdrawal=None, replaced_by=None, issued_on__range=days)
    issued = standing.filter(unit__in=unit_ids)
    received = standing.filter(receivers__unit__in=unit_ids).exclude(unit__in=unit_ids).distinct()
    proposed = Proposal.objects.filter(unit__in=unit_ids, withdrawn_because="", sent_on__range=days)
    parts = [
        rows.annotate(
            part=Value(part), day=Coalesce("paper__signed_on", day), number=F("paper__number"),
            symbol=F("paper__symbol"), said=said,
        ).values_list("part", "pk", "kind", "about", "day", "number", "symbol", "said")
        for part, rows, day, said in (
            ("issued", issued, "issued_on", Value("", output_field=CharField())),
            ("received", received, "issued_on", Value("", output_field=CharField())),
            ("proposed", proposed, "sent_on", F("answer")),
        )
    ]  # fmt: skip
    found: dict[str, list[PaperTold]] = {}
    for part, _pk, kind, about, day, number, symbol, said in parts[0].union(*parts[1:], all=True):
        found.setdefault(part, []).append(PaperTold(PaperKind(kind), about, day, number, symbol, said))
    return Directed(**{part: Directed.sorted_by_day(papers) for part, papers in found.items()})
