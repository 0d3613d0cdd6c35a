"""Changes of the catalogue and of counting rules: entries that repost the remainders they touch."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.formats import core_indicators, core_rules
from chungtay.ledger.models import CountingRule, CountingRuleItem, Indicator, IndicatorVersion
from chungtay.ledger.queries.catalogue import books, catalogue, corrected_codes
from chungtay.ledger.queries.cells import standing_rows, watchers
from chungtay.ledger.queries.pledges import catalogue_payload, rule_payload
from chungtay.ledger.queries.tree import codes_of
from chungtay.ledger.rules import Catalogue, EntryKind, IndicatorDraft
from chungtay.ledger.rules.catalogue import checked_rule

from .book import Book
from .remainders import settle


def load_catalogue(*, by: User | None, at: datetime, drafts: Sequence[IndicatorDraft]) -> int:
    """Add new indicators and new versions of known ones; returns how many changed. Idempotent.

    Raises Refusal when measure, kind or scale of a known indicator would change: those are its identity.
    """
    with transaction.atomic():
        known = catalogue()
        changed = [d for d in drafts if _differs(known, d)]
        if not changed:
            return 0
        book = Book(at=at, by_id=by.pk if by else None)
        seq = book.entry_of_change(EntryKind.CATALOGUE, catalogue_payload([_row(d) for d in changed]))
        _add_versions(changed, _identities(changed), seq)
        _settle_all(book)
        book.close()
    return len(changed)


def _row(draft: IndicatorDraft) -> list[object]:
    return [draft.code, draft.measure, draft.kind, draft.scale, draft.part_of or None, *draft.changing.values()]


def _differs(known: Catalogue, draft: IndicatorDraft) -> bool:
    view = known.indicators.get(draft.code)
    if view is None:
        return True
    if (view.measure, view.kind, view.scale) != (draft.measure, draft.kind, draft.scale):
        raise Refusal(
            gettext_noop("Không thể đổi đơn vị tính, loại hoặc thang của chỉ tiêu %(code)s; hãy lập mã mới."),
            code=draft.code,
        )
    now = (view.name_vi, view.name_en, view.field, view.definition, view.part_of, view.derived, view.excluded_kinds,
           view.source, view.ended_on)  # fmt: skip
    then = (draft.name_vi, draft.name_en or draft.name_vi, draft.field, draft.definition_vi, draft.part_of, draft.derived,
            frozenset(draft.excluded_kinds), draft.source, draft.ended_on)  # fmt: skip
    return now != then


def _identities(drafts: Sequence[IndicatorDraft]) -> dict[str, Indicator]:
    """What the drafts name, by code: the indicators themselves, new where they are, and their wholes."""
    codes = {draft.code for draft in drafts}
    known = Indicator.objects.in_bulk(codes | {d.part_of for d in drafts if d.part_of}, field_name="code")
    new = [Indicator(code=d.code, measure=d.measure, kind=d.kind, scale=d.scale) for d in drafts if d.code not in known]
    return known | {indicator.code: indicator for indicator in Indicator.objects.bulk_create(new)}


def _add_versions(drafts: Sequence[IndicatorDraft], identities: Mapping[str, Indicator], seq: int) -> None:
    for draft in drafts:
        if draft.part_of and draft.part_of not in identities:
            raise Refusal(gettext_noop("Không có chỉ tiêu mang mã “%(code)s”."), code=draft.part_of)
    standing = IndicatorVersion.objects.filter(indicator__in=[identities[d.code] for d in drafts], superseded_seq=None)
    standing.update(superseded_seq=seq)
    IndicatorVersion.objects.bulk_create(
        IndicatorVersion(
            indicator=identities[draft.code],
            part_of=identities[draft.part_of] if draft.part_of else None,
            added_seq=seq,
            **draft.changing,
        )
        for draft in drafts
    )


def _settle_all(book: Book) -> None:
    """Settle every standing declaration under the changed catalogue or rules."""
    book.catalogue, book.rules = books()
    book.refresh()
    book.watchers = watchers(book.catalogue, book.rules)
    settle(book, standing_rows(book.tagsets, indicators={w for ws in book.watchers.values() for w in ws}))


def assign_rule(
    *, by: User | None, at: datetime, total: str, chapter_id: int | None, first_month: int,
    items: Sequence[tuple[str, int, str]], reason: str = "",
) -> int:  # fmt: skip
    """Set what a total includes for a chapter (None: every chapter without its own) from a month on.

    `items`: (code, factor, reason). Returns the entry's number. Raises Refusal when a parent stands beside its
    own part.
    """
    with transaction.atomic():
        book = Book(at=at, by_id=by.pk if by else None)
        checked_rule(book.catalogue, total, [code for code, _, _ in items])
        views = book.catalogue
        chapter = codes_of([chapter_id])[chapter_id] if chapter_id else "*"
        payload = rule_payload(total, chapter, first_month, reason, items)
        seq = book.entry_of_change(EntryKind.RULE, payload, title=reason)
        rules = CountingRule.objects.filter(
            total_id=views[total].id, chapter_id=chapter_id, first_month=first_month, superseded_seq=None
        )
        rules.update(superseded_seq=seq)
        rule = CountingRule.objects.create(
            chapter_id=chapter_id, total_id=views[total].id, first_month=first_month, reason=reason, added_seq=seq
        )
        CountingRuleItem.objects.bulk_create(
            CountingRuleItem(rule=rule, indicator_id=views[c].id, factor=f, reason=r) for c, f, r in items
        )
        _settle_all(book)
        book.close()
    return seq


def load_core(*, by: User | None, at: datetime) -> int:
    """Load the committed catalogue, and its counting rules where a total has none; returns how much changed.

    What a person has entered of an indicator stays.
    """
    own = corrected_codes()
    changed = load_catalogue(by=by, at=at, drafts=[draft for draft in core_indicators() if draft.code not in own])
    views, rules = books()
    for rule in core_rules():
        if views[rule.total].id not in rules.totals:
            changed += 1
            assign_rule(by=by, at=at, total=rule.total, chapter_id=None, first_month=rule.first_month, items=rule.items,
                        reason=rule.reason)  # fmt: skip
    return changed
