"""The words of a call-out: where a request, a call and an answer stand."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class RequestState(StrEnum):
    """Open; met; called off; its time passed; the same as another one and joined with it."""

    OPEN = "open"
    MET = "met"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    MERGED = "merged"


REQUEST_STATE_NAMES: Final[dict[RequestState, str]] = {
    RequestState.OPEN: gettext_noop("Đang gọi"),
    RequestState.MET: gettext_noop("Đã đủ"),
    RequestState.CANCELLED: gettext_noop("Đã hủy"),
    RequestState.EXPIRED: gettext_noop("Quá hạn"),
    RequestState.MERGED: gettext_noop("Đã gộp"),
}


class Urgency(StrEnum):
    """How soon: a life is at stake now; within hours; planned."""

    CRITICAL = "critical"
    URGENT = "urgent"
    PLANNED = "planned"


URGENCY_NAMES: Final[dict[Urgency, str]] = {
    Urgency.CRITICAL: gettext_noop("Nguy kịch"),
    Urgency.URGENT: gettext_noop("Khẩn cấp"),
    Urgency.PLANNED: gettext_noop("Có kế hoạch"),
}


class ScreeningBasis(StrEnum):
    """Screened in full before it is given, or by rapid test alone (Thông tư 26/2013/TT-BYT, article 15)."""

    FULL_SCREEN = "full_screen"
    ARTICLE_15 = "article_15"


class CallState(StrEnum):
    """Where one call stands; the last five say how it ended."""

    CALLED = "called"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    ARRIVED = "arrived"
    DONATED = "donated"
    DEFERRED_ON_SITE = "deferred_on_site"
    NO_SHOW = "no_show"
    DECLINED = "declined"
    STOOD_DOWN = "stood_down"


CALL_STATE_NAMES: Final[dict[CallState, str]] = {
    CallState.CALLED: gettext_noop("Đã gọi"),
    CallState.ACCEPTED: gettext_noop("Nhận lời"),
    CallState.EN_ROUTE: gettext_noop("Đang đến"),
    CallState.ARRIVED: gettext_noop("Đã đến"),
    CallState.DONATED: gettext_noop("Đã hiến"),
    CallState.DEFERRED_ON_SITE: gettext_noop("Tạm hoãn tại chỗ"),
    CallState.NO_SHOW: gettext_noop("Không đến"),
    CallState.DECLINED: gettext_noop("Từ chối"),
    CallState.STOOD_DOWN: gettext_noop("Đã đủ người"),
}
HOLDS_PLACE: Final = frozenset({CallState.ACCEPTED, CallState.EN_ROUTE, CallState.ARRIVED, CallState.DONATED})
ON_THE_WAY: Final = HOLDS_PLACE - {CallState.DONATED}
CAME: Final = frozenset({CallState.DONATED, CallState.DEFERRED_ON_SITE, CallState.NO_SHOW})  # how a place ends
YES: Final = HOLDS_PLACE | CAME | {CallState.STOOD_DOWN}


class DeclineCode(StrEnum):
    """Why somebody does not come; none of them costs anything."""

    BUSY = "busy"
    AWAY = "away"
    UNWELL = "unwell"
    GAVE_ELSEWHERE = "gave_elsewhere"
    WRONG_NUMBER = "wrong_number"
    STOP_CALLING = "stop_calling"


DECLINE_NAMES: Final[dict[DeclineCode, str]] = {
    DeclineCode.BUSY: gettext_noop("Đang bận"),
    DeclineCode.AWAY: gettext_noop("Đang ở xa"),
    DeclineCode.UNWELL: gettext_noop("Không khỏe"),
    DeclineCode.GAVE_ELSEWHERE: gettext_noop("Mới hiến ở nơi khác"),
    DeclineCode.WRONG_NUMBER: gettext_noop("Nhầm số"),
    DeclineCode.STOP_CALLING: gettext_noop("Đừng gọi nữa"),
}


class Tier(StrEnum):
    """How wide the call goes, one after the other."""

    ROSTER = "roster"
    CLUB = "club"
    NEIGHBOURS = "neighbours"
    PROVINCE = "province"
    NATIONAL = "national"


TIER_NAMES: Final[dict[Tier, str]] = {
    Tier.ROSTER: gettext_noop("Tổ trực"),
    Tier.CLUB: gettext_noop("Câu lạc bộ trong bán kính"),
    Tier.NEIGHBOURS: gettext_noop("Câu lạc bộ lân cận"),
    Tier.PROVINCE: gettext_noop("Toàn tỉnh"),
    Tier.NATIONAL: gettext_noop("Viện Huyết học - Truyền máu Trung ương"),
}


class StepKind(StrEnum):
    """What happened in a request; each is a link of its chain."""

    OPENED = "opened"
    JOINED = "joined"
    CALLED = "called"
    OVERRIDDEN = "overridden"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    NATIONAL = "national"
    CLOSED = "closed"


STEP_NAMES: Final[dict[StepKind, str]] = {
    StepKind.OPENED: gettext_noop("Mở yêu cầu"),
    StepKind.JOINED: gettext_noop("Gộp một yêu cầu giống"),
    StepKind.CALLED: gettext_noop("Gọi một đợt"),
    StepKind.OVERRIDDEN: gettext_noop("Bỏ qua một lý do chưa gọi"),
    StepKind.ESCALATED: gettext_noop("Mở rộng phạm vi gọi"),
    StepKind.ANSWERED: gettext_noop("Trả lời"),
    StepKind.NATIONAL: gettext_noop("Gọi điện cho Viện Huyết học - Truyền máu Trung ương"),
    StepKind.CLOSED: gettext_noop("Đóng yêu cầu"),
}


class MessagePurpose(StrEnum):
    """What a message is for: asks to come; says that it is enough; thanks."""

    CALL = "call"
    CLOSED = "closed"
    THANKS = "thanks"


class MessageState(StrEnum):
    """Waits for a gateway; handed over; given up."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
