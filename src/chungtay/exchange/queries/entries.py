"""Entries of the ledger read back as the drafts they came from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from chungtay.aid.queries import partners_of
from chungtay.aid.rules import whole_amounts
from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.models import Declared, Entry, Fact
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.catalogue import TagSets, catalogue
from chungtay.ledger.rules import Amount, Catalogue, DeclarationDraft, EntryKind, RecordDraft

CHUNK = 400
POSTED = (EntryKind.RECORD, EntryKind.DECLARATION)
Draft = RecordDraft | DeclarationDraft


def drafts_of(seqs: Collection[int], views: Catalogue) -> Iterator[tuple[int, Draft]]:
    """(entry, draft) of records and declarations, in order of the book; wholes include their parts again."""
    tagsets = TagSets()
    wanted = sorted(seqs)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        entries = list(Entry.objects.filter(pk__in=part, kind__in=POSTED).order_by("pk"))
        facts = _facts([e.seq for e in entries if e.kind == EntryKind.RECORD], views, tagsets)
        declared = _declared([e.seq for e in entries if e.kind == EntryKind.DECLARATION])
        tagsets.load({row.tagset_id for rows in declared.values() for row in rows})
        for entry in entries:
            if entry.kind == EntryKind.RECORD:
                yield entry.seq, _record(entry, whole_amounts(facts.get(entry.seq, []), views))
            else:
                yield entry.seq, _declaration(entry, declared[entry.seq], views, tagsets)


def same_content(pairs: Mapping[int, int]) -> set[int]:
    """Entries (keys) that say the same as the others (values): a correction that was undone leaves such a pair."""
    if not pairs:
        return set()
    seqs = {*pairs, *pairs.values()}
    partners = partners_of(seqs)
    said = {seq: (_unsourced(draft), partners.get(seq)) for seq, draft in drafts_of(seqs, catalogue())}
    return {seq for seq, other in pairs.items() if said[seq] == said[other]}


def _unsourced(draft: Draft) -> Draft:
    return draft._replace(source="") if isinstance(draft, RecordDraft) else replace(draft, source="")


def _facts(seqs: list[int], catalogue: Catalogue, tagsets: TagSets) -> dict[int, list[Amount]]:
    found: dict[int, list[Amount]] = {}
    for first, last in _ranges(seqs):
        rows = Fact.objects.filter(pk__gte=first << LINE_BITS, pk__lt=(last + 1) << LINE_BITS).order_by("pk")
        values = list(rows.values_list("pk", "indicator_id", "value", "tagset_id"))
        tagsets.load({tagset for _, _, _, tagset in values})
        for pk, indicator, value, tagset in values:
            amount = Amount(catalogue.by_id[indicator].code, value, tagsets.tags(tagset))
            found.setdefault(pk >> LINE_BITS, []).append(amount)
    return found


def _declared(seqs: list[int]) -> dict[int, list[Declared]]:
    found: dict[int, list[Declared]] = {}
    for first, last in _ranges(seqs):
        rows = Declared.objects.filter(pk__gte=first << LINE_BITS, pk__lt=(last + 1) << LINE_BITS)
        for row in rows.order_by("pk"):
            found.setdefault(row.pk >> LINE_BITS, []).append(row)
    return found


def _ranges(seqs: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring numbers: imported entries lie together."""
    start = previous = None
    for seq in seqs:
        if previous is None or seq != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = seq
        previous = seq
    if start is not None and previous is not None:
        yield start, previous


def _record(entry: Entry, amounts: tuple[Amount, ...]) -> RecordDraft:
    assert entry.unit_id is not None and entry.day is not None
    since = entry.since if entry.since != entry.day else None
    return RecordDraft(entry.unit_id, entry.key, entry.day, amounts, since, entry.title, entry.note, entry.source)


def _declaration(entry: Entry, rows: list[Declared], catalogue: Catalogue, tagsets: TagSets) -> DeclarationDraft:
    assert entry.unit_id is not None
    amounts = tuple(Amount(catalogue.by_id[r.indicator_id].code, r.value, tagsets.tags(r.tagset_id)) for r in rows)
    one = rows[0]
    return DeclarationDraft(
        entry.unit_id, entry.key, one.covers, month_first(one.first_month), month_last(one.last_month), amounts, one.estimate,
        entry.title, entry.note, entry.source,
    )  # fmt: skip
