"""The words of needs, bands and reasons of a place in the order."""

from typing import Final

from chungtay.bloodrules.rules.kinds import Product
from chungtay.callout.rules.states import HOLDS_PLACE, CallState
from chungtay.kernel.errors import gettext_noop

PRODUCT_NAMES: Final[dict[Product, str]] = {
    Product.RBC: gettext_noop("Khối hồng cầu"),
    Product.WHOLE_BLOOD: gettext_noop("Máu toàn phần"),
    Product.PLASMA: gettext_noop("Huyết tương"),
    Product.PLATELETS: gettext_noop("Tiểu cầu"),
}
BASIS_NAMES: Final = {
    "full_screen": gettext_noop("Xét nghiệm sàng lọc đầy đủ"),
    "article_15": gettext_noop("Theo Điều 15 Thông tư 26/2013/TT-BYT, sáu điều kiện"),
}
BOXES: Final = ("facility_remote", "doctor_indicated", "nearest_centre_contacted", "consent_signed", "head_confirmed")
_ON_THE_WAY: Final = (CallState.EN_ROUTE, CallState.ARRIVED)


def touches(state: CallState) -> tuple[CallState, ...]:
    """What one touch may say next of a call; refusals and donations ask for more, and stand apart."""
    if state in (CallState.CALLED, CallState.DECLINED, CallState.STOOD_DOWN, CallState.NO_SHOW):
        return (CallState.ACCEPTED,)
    if state is CallState.ACCEPTED:
        return (*_ON_THE_WAY, CallState.NO_SHOW)
    if state is CallState.EN_ROUTE:
        return (CallState.ARRIVED, CallState.NO_SHOW)
    return (CallState.DEFERRED_ON_SITE,) if state is CallState.ARRIVED else ()


def may_decline(state: CallState) -> bool:
    """May the call still be declined?"""
    return state is CallState.CALLED or (state in HOLDS_PLACE and state is not CallState.DONATED)
