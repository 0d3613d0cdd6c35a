"""Kinds of indicators as they are offered to whoever adds one."""

from typing import Final

from chungtay.kernel.errors import gettext_noop
from chungtay.ledger.rules import IndicatorKind

INDICATOR_KINDS: Final = {
    IndicatorKind.FLOW: gettext_noop("số phát sinh trong kỳ (cộng được)"),
    IndicatorKind.STOCK: gettext_noop("số có đến một ngày (không cộng dồn)"),
    IndicatorKind.DISTINCT: gettext_noop("đếm mỗi người một lần"),
    IndicatorKind.RATE: gettext_noop("mức, tỷ lệ (không cộng)"),
}
