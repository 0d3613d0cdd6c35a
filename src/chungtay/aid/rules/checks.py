"""What a delivery must be before it is recorded. Parts above their wholes are the ledger's to refuse."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop

from .drafts import DeliveryDraft, Line, ValueKind
from .worth import HOME_CURRENCY, worth

FUTURE: Final = gettext_noop("Ngày %(day)s chưa tới: chỉ ghi việc đã làm.")
UPSIDE_DOWN: Final = gettext_noop("Ngày bắt đầu %(since)s sau ngày kết thúc %(day)s.")
NEGATIVE: Final = gettext_noop("%(what)s không thể âm (%(value)s).")
NOTHING: Final = gettext_noop("Chưa có gì được ghi: cần ít nhất một dòng, một số lượt người hoặc số lượng.")
ITSELF: Final = gettext_noop("Đơn vị phối hợp trùng với đơn vị thực hiện.")
NO_PRICE: Final = gettext_noop(
    "“%(item)s” có đơn giá thì cần nguồn giá (hóa đơn, giấy của người tặng, giá thị trường)."
)
CASH_ONLY: Final = gettext_noop("Chỉ dòng tiền mới có số tiền và loại tiền.")
CURRENCY: Final = gettext_noop("“%(currency)s” không phải mã loại tiền ba chữ (VND, USD, CHF).")


def checked(draft: DeliveryDraft, on: date) -> DeliveryDraft:
    """The draft, if nothing in it is wrong; `on` is today's date in Viet Nam. Raises Refusal."""
    if draft.occurred_on > on:
        raise Refusal(FUTURE, day=f"{draft.occurred_on:%d/%m/%Y}")
    if draft.since and draft.since > draft.occurred_on:
        raise Refusal(UPSIDE_DOWN, since=f"{draft.since:%d/%m/%Y}", day=f"{draft.occurred_on:%d/%m/%Y}")
    if draft.unit_id in draft.partners:
        raise Refusal(ITSELF)
    for line in draft.lines:
        check_line(line)
    for what, value in _numbers(draft):
        if value < 0:
            raise Refusal(NEGATIVE, what=what, value=value)
    if not (draft.lines or draft.also or any(n is not None for n in (draft.turns, draft.households, draft.count))):
        raise Refusal(NOTHING)
    return draft


def _numbers(draft: DeliveryDraft) -> Iterator[tuple[str, int]]:
    counts = (("Lượt người", draft.turns), ("Số hộ", draft.households), ("Số lượng", draft.count))
    yield from ((what, value) for what, value in counts if value is not None)
    yield from ((amount.indicator, amount.value) for amount in draft.also)
    for line in draft.lines:
        name = line.item or line.kind
        yield from ((name, number) for number in (line.quantity, line.unit_price, line.amount, line.rate or 0))


def check_line(line: Line) -> None:
    """Raises Refusal for what one line cannot be: another line's fields, no currency code, a price of nowhere."""
    if line.kind != ValueKind.CASH and (line.amount or line.currency != HOME_CURRENCY or line.rate is not None):
        raise Refusal(CASH_ONLY)
    if not (len(line.currency) == 3 and line.currency.isascii() and line.currency.isupper()):
        raise Refusal(CURRENCY, currency=line.currency)
    if line.kind == ValueKind.GOODS and line.unit_price and not line.price_source:
        raise Refusal(NO_PRICE, item=line.item)
    worth(line)
