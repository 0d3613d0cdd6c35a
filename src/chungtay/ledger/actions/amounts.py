"""What a draft's amounts must be before they are posted."""

import calendar

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.rules import Amount, Catalogue, Covers, DeclarationDraft, IndicatorKind

STANDING_SQL = (
    "INSERT INTO ledger_standing (unit_id, key, seq, kind, digest, day, words) VALUES (%s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (unit_id, key) DO UPDATE SET seq = excluded.seq, kind = excluded.kind, digest = excluded.digest,"
    " day = excluded.day, words = excluded.words"
)


def checked_amount(catalogue: Catalogue, amount: Amount, *, declared: bool) -> None:
    """Refuse what this kind of indicator cannot take."""
    view = catalogue[amount.indicator]
    if view.kind == IndicatorKind.DISTINCT:
        raise Refusal(gettext_noop("%(name)s đếm theo từng người, không nhập bằng số."), name=view.name_vi)
    if declared and view.kind == IndicatorKind.RATE:
        raise Refusal(gettext_noop("%(name)s là đơn giá hoặc tỷ lệ, không khai tổng."), name=view.name_vi)
    if view.derived and not (declared and view.derived == "total"):
        raise Refusal(gettext_noop("%(name)s do hệ thống tính ra, không ghi trực tiếp."), name=view.name_vi)
    if amount.value < 0:
        raise Refusal(gettext_noop("%(name)s không thể âm (%(value)s)."), name=view.name_vi, value=amount.value)


def checked_declaration(draft: DeclarationDraft) -> None:
    """Refuse a declaration that does not span whole months or says nothing."""
    if draft.covers not in set(Covers):
        raise Refusal(gettext_noop("Phạm vi khai phải là “own” (việc của đơn vị) hoặc “all” (cả cấp dưới)."))
    last = calendar.monthrange(draft.last.year, draft.last.month)[1]
    if draft.first.day != 1 or draft.last.day != last or draft.last < draft.first:
        raise Refusal(
            gettext_noop("Số tổng hợp phải trọn tháng: từ ngày 01 đến ngày cuối tháng (%(first)s - %(last)s)."),
            first=f"{draft.first:%d/%m/%Y}",
            last=f"{draft.last:%d/%m/%Y}",
        )
    if not draft.amounts or not draft.key:
        raise Refusal(gettext_noop("Dòng số tổng hợp cần có khóa và ít nhất một số."))
