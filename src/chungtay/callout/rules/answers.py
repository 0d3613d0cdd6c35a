"""What an answer makes of a call: a place is claimed, kept, given back, or nothing changes."""

from typing import Final

from chungtay.callout.rules.states import HOLDS_PLACE, CallState
from chungtay.kernel.errors import Refusal, gettext_noop

UNWELL_DAYS: Final = 7  # self-reported; the doctor on site decides
NO_PLACE = gettext_noop("Người này chưa nhận lời hoặc đã đủ người; hãy ghi nhận lời trước.")
NO_ANSWER = gettext_noop("Đây không phải là một câu trả lời.")
_ON_THE_WAY: Final = (CallState.ACCEPTED, CallState.EN_ROUTE, CallState.ARRIVED)
_MAY_CLAIM: Final = frozenset({CallState.CALLED, CallState.DECLINED, CallState.STOOD_DOWN, CallState.NO_SHOW})
_ENDS: Final = frozenset({CallState.DONATED, CallState.DEFERRED_ON_SITE, CallState.NO_SHOW})
ASKS_FOR_MORE: Final = frozenset(
    {CallState.DECLINED, CallState.DEFERRED_ON_SITE, CallState.NO_SHOW, CallState.DONATED}
)  # after which the next step is looked for at once


def settled(before: CallState, said: CallState) -> CallState | None:
    """The state after an answer; None: it says nothing new (repeated, or too late to matter).

    ACCEPTED is what is tried for: whether there is a place, the claim tells. Raises Refusal for steps on the way of
    somebody who holds no place.
    """
    match said:
        case CallState.ACCEPTED:
            return said if before in _MAY_CLAIM else None
        case CallState.DECLINED:
            return said if before in (CallState.CALLED, *_ON_THE_WAY) else None
        case CallState.EN_ROUTE | CallState.ARRIVED:
            return _on_the_way(before, said)
        case CallState.DONATED | CallState.DEFERRED_ON_SITE | CallState.NO_SHOW:
            if before in _ENDS and before is said:
                return None
            if before not in _ON_THE_WAY:
                raise Refusal(NO_PLACE)
            return said
    raise Refusal(NO_ANSWER)


def _on_the_way(before: CallState, said: CallState) -> CallState | None:
    if before is CallState.DONATED:
        return None
    if before not in HOLDS_PLACE:
        raise Refusal(NO_PLACE)
    return said if _ON_THE_WAY.index(said) > _ON_THE_WAY.index(before) else None
