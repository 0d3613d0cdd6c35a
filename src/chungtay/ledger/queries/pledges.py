"""What else `verify` compares: standing keys and declarations, the tree's digests, the rows beside the book."""

from collections.abc import Iterator
from itertools import pairwise

from chungtay.ledger.models import (
    Attestation,
    ChainHead,
    Claim,
    Closing,
    CountingRule,
    Declared,
    Entry,
    Fact,
    Obligation,
    Standing,
    StandingCell,
)  # fmt: skip
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import CellState, EntryKind
from chungtay.organizations.queries import latest_revision

from .revisions import tree_digest


def pledges() -> Iterator[str]:
    """Everything beside chain, cube and stocks that must agree with the book."""
    yield from _keys()
    yield from _cells()
    yield from _tree()
    yield from _rows()
    yield from _rules()


def _keys() -> Iterator[str]:
    reversed_seqs = Entry.objects.filter(reverses__isnull=False).values("reverses")
    posted = Entry.objects.filter(kind__in=(EntryKind.RECORD, EntryKind.DECLARATION)).exclude(seq__in=reversed_seqs)
    right = {(unit, key): seq for unit, key, seq in posted.values_list("unit_id", "key", "seq").iterator()}
    for unit, key, seq in Standing.objects.values_list("unit_id", "key", "seq").iterator():
        if right.pop((unit, key), None) != seq:
            yield f"key {key} of unit {unit}: points at entry {seq}, which does not stand"
    yield from (f"key {key} of unit {unit}: entry {seq} stands without it" for (unit, key), seq in right.items())


def _cells() -> Iterator[str]:
    reversed_seqs = set(
        Entry.objects.filter(reverses__isnull=False, kind=EntryKind.REVERSAL).values_list("reverses", flat=True)
    )
    fields = ("pk", "unit_id", "covers", "indicator_id", "tagset_id", "first_month", "last_month", "value", "estimate")
    right = {
        r[0]: r for r in Declared.objects.values_list(*fields).iterator() if r[0] >> LINE_BITS not in reversed_seqs
    }
    kept = _remainders(reversed_seqs)
    for *row, state, rest, seq, beneath in StandingCell.objects.values_list(
        *fields, "state", "remainder", "remainder_seq", "beneath"
    ).iterator():
        if right.pop(row[0], None) != tuple(row):
            yield f"declaration {row[0] >> LINE_BITS}: its standing cell differs"
        posted = kept.pop(seq, None) if seq is not None else (row[0], 0)
        due = max(0, row[7] - beneath) if state == CellState.LIVE else 0
        if posted != (row[0], rest) or rest != due:
            yield f"declaration {row[0] >> LINE_BITS}: its remainder differs"
    yield from (f"remainder {seq}: stands without a declaration" for seq in kept)
    yield from (f"declaration {pk >> LINE_BITS}: stands without a cell" for pk in right)


def _remainders(reversed_seqs: set[int | None]) -> dict[int, tuple[int, int]]:
    """Standing remainders: entry to (declared row, value)."""
    rows = Entry.objects.filter(kind=EntryKind.REMAINDER).values_list("seq", "payload")
    found = {seq: int(payload.split(":")[1]) for seq, payload in rows.iterator() if seq not in reversed_seqs}
    values = Fact.objects.filter(layer__gt=0, sign=1).values_list("pk", "value")
    return {
        pk >> LINE_BITS: (found[pk >> LINE_BITS], value) for pk, value in values.iterator() if pk >> LINE_BITS in found
    }


def _tree() -> Iterator[str]:
    followed = Entry.objects.filter(kind=EntryKind.TREE).order_by("seq").values_list("seq", "payload")
    revisions = [(0, 0, "")] + [(seq, int(p.split(":")[1]), p.split(":")[2]) for seq, p in followed]
    for (_, before, _), (seq, now, digest) in pairwise(revisions):
        if tree_digest(before, now) != digest:
            yield f"tree entry {seq}: units of revisions {before + 1}-{now} were changed"
    if revisions[-1][1] != latest_revision():
        yield f"tree: the book follows revision {revisions[-1][1]}, the organization is at {latest_revision()}"


def _rows() -> Iterator[str]:
    """Rows whose content stands in their entry's payload."""
    seqs = dict(Entry.objects.filter(
        kind__in=(EntryKind.ATTESTATION, EntryKind.OBLIGATION, EntryKind.CLOSING, EntryKind.CLAIM)
    ).values_list("seq", "payload"))  # fmt: skip
    found: dict[int, str] = {}
    for attested in Attestation.objects.select_related("indicator"):
        code = attested.indicator.code if attested.indicator else "*"
        found[attested.pk >> LINE_BITS] = f"{attested.covers}:{code}"
    found |= {o.pk >> LINE_BITS: "owes" for o in Obligation.objects.all()}
    for closing in Closing.objects.all():
        found[closing.pk >> LINE_BITS] = closing.closed_through_on.isoformat() if closing.closed_through_on else "open"
    for c in Claim.objects.select_related("indicator", "tagset"):
        found[c.pk >> LINE_BITS] = f"{c.about}:{c.indicator.code}:{c.tagset.key}:{c.first_on}:{c.last_on}:{c.value}"
    yield from (
        f"entry {seq}: its row differs" for seq in seqs.keys() | found.keys() if seqs.get(seq) != found.get(seq)
    )


def _rules() -> Iterator[str]:
    head = ChainHead.objects.get(pk=1).seq
    known = dict(Entry.objects.filter(kind=EntryKind.RULE).values_list("seq", "payload"))
    for rule in CountingRule.objects.select_related("total", "chapter").prefetch_related("items__indicator"):
        said = rule_payload(
            rule.total.code, rule.chapter.code if rule.chapter else "*", rule.first_month,
            [(i.indicator.code, i.factor) for i in rule.items.all()],
        )  # fmt: skip
        if known.get(rule.added_seq) != said or rule.added_seq > head:
            yield f"rule of entry {rule.added_seq}: differs from what was entered"


def rule_payload(total: str, chapter: str, first_month: int, items: list[tuple[str, int]]) -> str:
    """What the entry's hash holds of a counting rule."""
    parts = ",".join(f"{code}x{factor}" for code, factor in sorted(items))
    return f"{total}:{chapter}:{first_month}:{parts}"
