"""Changes of indicators by a person: each an entry of the ledger and a line of the audit book."""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc, same_spelling
from chungtay.ledger.queries.catalogue import catalogue, rulebook
from chungtay.ledger.rules import Catalogue, IndicatorDraft, IndicatorView

from .catalogue import load_catalogue

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,29}(\.[a-z][a-z0-9_]{0,29})+")
_BAD_CODE: Final = gettext_noop("Mã chỉ gồm chữ thường không dấu, chữ số, gạch dưới và dấu chấm, ví dụ gift.milk.")
_TAKEN: Final = gettext_noop("Đã có chỉ tiêu mang mã %(code)s.")
_CALLED: Final = gettext_noop("Chỉ tiêu %(code)s đã mang tên này.")
_OTHER_MEASURE: Final = gettext_noop("Chỉ tiêu chứa nó phải cùng đơn vị tính và cùng loại.")
_ROUND: Final = gettext_noop("Một chỉ tiêu không thể nằm trong chính nó.")
_DERIVED: Final = gettext_noop("Tổng do quy tắc tính ra, không kết thúc được; hãy đặt quy tắc mới.")
_COUNTED: Final = gettext_noop("Chỉ tiêu còn nằm trong quy tắc tính tổng hoặc còn chứa chỉ tiêu khác: %(codes)s.")


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
    draft = replace(
        _draft(views[code]), name_vi=nfc(name_vi), name_en=nfc(name_en), definition_vi=nfc(definition_vi),
        source=nfc(source), part_of=part_of,
    )  # fmt: skip
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
    if on is not None and (holding := [*_totals(views, view.id), *inside]):
        raise Refusal(_COUNTED, codes=", ".join(holding))
    draft = replace(_draft(view), ended_on=on)
    if load_catalogue(by=by, at=at, drafts=[draft]):
        text = f"{code}: {on:%d/%m/%Y}" if on else code
        note(by=by, at=at, action="end_indicator", object_type="indicator", object_id=code, text=text)


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
