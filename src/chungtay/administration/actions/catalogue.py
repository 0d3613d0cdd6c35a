"""Changes of the catalogue by a person: each an entry of the ledger and a line of the audit book."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.administration.rules import TriedFigure, TriedRule
from chungtay.audit.actions import note
from chungtay.figures.queries import Question, figures
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.months import month_first
from chungtay.kernel.text import nfc, same_spelling
from chungtay.ledger.actions import assign_rule, load_catalogue
from chungtay.ledger.queries import catalogue, head, rulebook
from chungtay.ledger.rules import Catalogue, IndicatorDraft, IndicatorView

Item = tuple[str, int, str]  # code, factor, reason
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,29}(\.[a-z][a-z0-9_]{0,29})+")
_BAD_CODE: Final = gettext_noop("Mã chỉ gồm chữ thường không dấu, chữ số, gạch dưới và dấu chấm, ví dụ gift.milk.")
_TAKEN: Final = gettext_noop("Đã có chỉ tiêu mang mã %(code)s.")
_CALLED: Final = gettext_noop("Chỉ tiêu %(code)s đã mang tên này.")
_OTHER_MEASURE: Final = gettext_noop("Chỉ tiêu chứa nó phải cùng đơn vị tính và cùng loại.")
_ROUND: Final = gettext_noop("Một chỉ tiêu không thể nằm trong chính nó.")
_DERIVED: Final = gettext_noop("Tổng do quy tắc tính ra, không kết thúc được; hãy đặt quy tắc mới.")
_COUNTED: Final = gettext_noop("Chỉ tiêu còn nằm trong quy tắc tính tổng hoặc còn chứa chỉ tiêu khác: %(codes)s.")
_YEARS: Final = 3  # of figures that a trial shows


class _Undo(Exception):
    """Takes back what was tried."""


@transaction.atomic
def add_indicator(*, by: User | None, at: datetime, indicator: IndicatorDraft) -> None:
    """Enter an indicator of the chapter's own.

    Raises Refusal for a code that is none or is taken, a name that another one bears, and a whole that it cannot lie in.
    """
    views = catalogue()
    if not _CODE.fullmatch(indicator.code):
        raise Refusal(_BAD_CODE)
    if indicator.code in views.indicators:
        raise Refusal(_TAKEN, code=indicator.code)
    _check(views, indicator)
    load_catalogue(by=by, at=at, drafts=[indicator])
    _note(by, at, "add_indicator", indicator)


@transaction.atomic
def correct_indicator(
    *, by: User | None, at: datetime, code: str, name_vi: str, name_en: str, definition_vi: str, source: str,
    part_of: str | None,
) -> bool:  # fmt: skip
    """Correct names, definition, source or whole from now on; what it was stays readable as known then.

    Returns whether anything changed. Raises Refusal as `add_indicator` does.
    """
    views = catalogue()
    said = {
        "name_vi": nfc(name_vi),
        "name_en": nfc(name_en),
        "definition_vi": nfc(definition_vi),
        "source": nfc(source),
    }
    draft = replace(_draft(views[code]), **said, part_of=part_of)
    _check(views, draft)
    changed = bool(load_catalogue(by=by, at=at, drafts=[draft]))
    if changed:
        _note(by, at, "correct_indicator", draft)
    return changed


@transaction.atomic
def end_indicator(*, by: User | None, at: datetime, code: str, on: date | None) -> None:
    """Nothing of a day from `on` on is counted under it any more; None: it goes on after all.

    Raises Refusal for a derived total, and for one that a counting rule includes or that holds others.
    """
    views = catalogue()
    view = views[code]
    if view.derived:
        raise Refusal(_DERIVED)
    inside = [other.code for other in views.indicators.values() if other.part_of == code and other.ended_on is None]
    if on is not None and inside:
        raise Refusal(_COUNTED, codes=", ".join(inside))
    if on is not None and (totals := _totals(views, view.id)):
        raise Refusal(_COUNTED, codes=", ".join(totals))
    draft = replace(_draft(view), ended_on=on)
    if load_catalogue(by=by, at=at, drafts=[draft]):
        text = f"{code}: {on:%d/%m/%Y}" if on else code
        note(by=by, at=at, action="end_indicator", object_type="indicator", object_id=code, text=text)


@transaction.atomic
def assign_counting_rule(
    *, by: User | None, at: datetime, total: str, chapter_id: int, first_month: int, items: Sequence[Item], reason: str
) -> int:  # fmt: skip
    """What a total includes for this chapter from a month on, with conversions and reasons. Returns the entry's number.

    Raises Refusal as `ledger.actions.assign_rule` does.
    """
    seq = assign_rule(
        by=by, at=at, total=total, chapter_id=chapter_id, first_month=first_month, items=items, reason=nfc(reason)
    )
    text = f"{total} {month_first(first_month):%m/%Y}: " + ", ".join(f"{code} x {factor}" for code, factor, _ in items)
    note(by=by, at=at, action="assign_counting_rule", object_type="counting_rule", object_id=seq, text=text)
    return seq


def preview_rule(
    *, by: User | None, at: datetime, on: date, total: str, chapter_id: int, chapter: str, first_month: int,
    items: Sequence[Item],
) -> TriedRule:  # fmt: skip
    """What the chapter's total of each touched year would become: the rule is entered, read, and taken back.

    The book computes it, remainders of declared totals included; the last three years up to `on` are shown. Raises
    Refusal as `assign_counting_rule` does.
    """
    years = list(_years(month_first(first_month), on))
    with transaction.atomic():
        now = [_total(chapter, total, *days) for days in years]
        then: list[int | None] = []
        reposted = 0
        try:
            with transaction.atomic():
                seq = assign_rule(
                    by=by, at=at, total=total, chapter_id=chapter_id, first_month=first_month, items=items
                )
                reposted = head().seq - seq
                then = [_total(chapter, total, *days) for days in years]
                raise _Undo
        except _Undo:
            pass
    told = zip(years, now, then, strict=True)
    return TriedRule(tuple(TriedFigure(*days, before, after) for days, before, after in told), reposted)


def _years(since: date, on: date) -> Iterable[tuple[date, date]]:
    """The touched part of each of the last years, the latest first."""
    for year in range(on.year, max(since.year, on.year - _YEARS + 1) - 1, -1):
        first, last = max(since, date(year, 1, 1)), min(on, date(year, 12, 31))
        if first <= last:
            yield first, last


def _total(chapter: str, total: str, first: date, last: date) -> int | None:
    try:
        return figures(Question((chapter,), first, last, (total,)))[0].value
    except Refusal:
        return None  # the chapter did not stand then


def _draft(view: IndicatorView) -> IndicatorDraft:
    return IndicatorDraft(
        code=view.code, name_vi=view.name_vi, measure=view.measure, kind=view.kind, field=view.field,
        name_en=view.name_en, definition_vi=view.definition, part_of=view.part_of, scale=view.scale, source=view.source,
        derived=view.derived, excluded_kinds=tuple(sorted(view.excluded_kinds)), ended_on=view.ended_on,
    )  # fmt: skip


def _totals(views: Catalogue, indicator_id: int) -> list[str]:
    """Codes of the totals that include it by their latest rule."""
    rules = rulebook()
    return [views.by_id[total].code for total in rules.totals if indicator_id in rules.lasting(total)]


def _check(views: Catalogue, draft: IndicatorDraft) -> None:
    for other in views.indicators.values():
        if other.code != draft.code and same_spelling(other.name_vi, draft.name_vi):
            raise Refusal(_CALLED, code=other.code, name=draft.name_vi)
    above = draft.part_of
    if above and (views[above].measure, views[above].kind) != (draft.measure, draft.kind):
        raise Refusal(_OTHER_MEASURE, part_of=above)
    while above:
        if above == draft.code:
            raise Refusal(_ROUND, part_of=above)
        above = views[above].part_of


def _note(by: User | None, at: datetime, action: str, draft: IndicatorDraft) -> None:
    note(by=by, at=at, action=action, object_type="indicator", object_id=draft.code, text=draft.name_vi)
