"""What else `verify` compares: standing keys and declarations, the tree's digests, the rows beside the book."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.db.models import OuterRef, Subquery

from chungtay.ledger.models import (
    Attestation,
    Claim,
    Closing,
    CountingRule,
    Declared,
    Entry,
    Fact,
    IndicatorVersion,
    Obligation,
    Standing,
    StandingCell,
)  # fmt: skip
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import CellState, EntryKind
from chungtay.ledger.rules.words import search_words
from chungtay.organizations.queries import latest_revision

from .revisions import successions, tree_digest


def pledges() -> Iterator[str]:
    """Everything beside chain, cube and stocks that must agree with the book."""
    yield from _keys()
    yield from _cells()
    yield from _tree()
    yield from _rows()
    yield from _catalogue()
    yield from _rules()


def _keys() -> Iterator[str]:
    reversed_seqs = Entry.objects.filter(reverses__isnull=False).values("reverses")
    posted = Entry.objects.filter(kind__in=(EntryKind.RECORD, EntryKind.DECLARATION)).exclude(seq__in=reversed_seqs)
    right = {(unit, key): seq for unit, key, seq in posted.values_list("unit_id", "key", "seq").iterator()}
    entry = Entry.objects.filter(seq=OuterRef("seq"))
    rows = Standing.objects.annotate(on=Subquery(entry.values("day")), title=Subquery(entry.values("title")))
    fields = ("unit_id", "key", "seq", "day", "words", "on", "title")
    for unit, key, seq, day, words, on, title in rows.values_list(*fields).iterator():
        if right.pop((unit, key), None) != seq:
            yield f"key {key} of unit {unit}: points at entry {seq}, which does not stand"
        elif (day, words) != (on, search_words(key, title)):
            yield f"key {key} of unit {unit}: day or words of its list differ from entry {seq}"
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
    revisions = [(0, ["", "0", ""])] + [(seq, payload.split(":")) for seq, payload in followed]
    for (_, (_, before, *_)), (seq, (_, now, digest, *_)) in pairwise(revisions):
        if tree_digest(int(before), int(now)) != digest:
            yield f"tree entry {seq}: units of revisions {int(before) + 1}-{now} were changed"
    seq, last = revisions[-1]
    if int(last[1]) != latest_revision():
        yield f"tree: the book follows revision {last[1]}, the organization is at {latest_revision()}"
    if seq and successions(int(last[3])) != ":".join(last[3:]):
        yield f"tree entry {seq}: successions were changed"


WORDS = (EntryKind.ATTESTATION, EntryKind.OBLIGATION, EntryKind.CLOSING, EntryKind.CLAIM)


def _rows() -> Iterator[str]:
    """Rows that say what their entry says: unit, days and payload (a claim: payload and place)."""
    fields = ("seq", "kind", "unit_id", "since", "day", "payload", "note")
    said = {seq: tuple(rest) for seq, *rest in Entry.objects.filter(kind__in=WORDS).values_list(*fields)}
    found: dict[int, tuple[object, ...]] = {}
    for a in Attestation.objects.select_related("indicator"):
        payload = f"{a.covers}:{a.indicator.code if a.indicator else '*'}"
        found[a.pk >> LINE_BITS] = (EntryKind.ATTESTATION, a.unit_id, a.first_on, a.last_on, payload, "")
    for o in Obligation.objects.all():
        found[o.pk >> LINE_BITS] = (EntryKind.OBLIGATION, o.unit_id, o.first_on, o.last_on, "owes", "")
    for closing in Closing.objects.all():
        payload = closing.closed_through_on.isoformat() if closing.closed_through_on else "open"
        found[closing.pk >> LINE_BITS] = (EntryKind.CLOSING, closing.unit_id, None, None, payload, "")
    for c in Claim.objects.select_related("indicator", "tagset"):
        payload = f"{c.about}:{c.indicator.code}:{c.tagset.key}:{c.first_on}:{c.last_on}:{c.value}"
        found[c.pk >> LINE_BITS] = (EntryKind.CLAIM, None, None, None, payload, c.place)
    yield from (
        f"entry {seq}: its row differs" for seq in said.keys() | found.keys() if said.get(seq) != found.get(seq)
    )


def _catalogue() -> Iterator[str]:
    """Indicators and their versions: what was entered of them, and which one followed which."""
    known = dict(Entry.objects.filter(kind=EntryKind.CATALOGUE).values_list("seq", "payload"))
    entered: dict[int, list[list[object]]] = {}
    lives: Lives = {}
    for v in IndicatorVersion.objects.order_by("added_seq", "pk").select_related("indicator", "part_of"):
        one, whole = v.indicator, v.part_of.code if v.part_of else None
        row = [one.code, one.measure, one.kind, one.scale, whole, v.name_vi, v.name_en, v.field, v.definition_vi]
        entered.setdefault(v.added_seq, []).append([*row, v.derived, v.excluded_kinds, v.source, v.ended_on])
        lives.setdefault((one.code,), []).append((v.added_seq, v.superseded_seq))
    said = {seq: catalogue_payload(rows) for seq, rows in entered.items()}
    yield from (
        f"catalogue entry {seq}: its indicators were changed"
        for seq in known.keys() | said.keys() if known.get(seq) != said.get(seq)
    )  # fmt: skip
    yield from _broken_lives(lives)


def _rules() -> Iterator[str]:
    known = dict(Entry.objects.filter(kind=EntryKind.RULE).values_list("seq", "payload"))
    said: dict[int, str] = {}
    lives: Lives = {}
    rules = CountingRule.objects.order_by("added_seq").select_related("total", "chapter")
    for rule in rules.prefetch_related("items__indicator"):
        chapter = rule.chapter.code if rule.chapter else "*"
        items = [(i.indicator.code, i.factor, i.reason) for i in rule.items.all()]
        said[rule.added_seq] = rule_payload(rule.total.code, chapter, rule.first_month, rule.reason, items)
        place = (rule.total.code, rule.chapter_id, rule.first_month)
        lives.setdefault(place, []).append((rule.added_seq, rule.superseded_seq))
    yield from (
        f"rule of entry {seq}: differs from what was entered"
        for seq in known.keys() | said.keys() if known.get(seq) != said.get(seq)
    )  # fmt: skip
    yield from _broken_lives(lives)


Lives = dict[tuple[object, ...], list[tuple[int, int | None]]]  # what it is -> its versions: added, superseded


def _broken_lives(lives: Lives) -> Iterator[str]:
    """Versions that do not end where the next one begins."""
    for what, versions in lives.items():
        if [gone for _, gone in versions] != [*(added for added, _ in versions[1:]), None]:
            yield f"{what}: its versions do not follow each other"


def _digest(rows: object) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def catalogue_payload(rows: list[list[object]]) -> str:
    """What the entry's hash holds of a catalogue change: code, measure, kind, scale, whole, then what may change.

    The last of it is the day of its end, left out where there is none.
    """
    return _digest([row[:-1] if row[-1] is None else [*row[:-1], f"{row[-1]:%Y-%m-%d}"] for row in rows])


def rule_payload(
    total: str, chapter: str, first_month: int, reason: str, items: Iterable[tuple[str, int, str]]
) -> str:  # fmt: skip
    """What the entry's hash holds of a counting rule; `items` as (code, factor, reason)."""
    kept = sorted(items)
    parts = ",".join(f"{code}x{factor}" for code, factor, _ in kept)
    return f"{total}:{chapter}:{first_month}:{parts}:{_digest([reason, [why for _, _, why in kept]])}"


def payload_of(besides: str, kept: str) -> str:
    """What the entry's hash holds of a record beside its numbers."""
    return f"{besides}|{kept}" if besides or kept else ""
