"""The places of a report that only people can fill: what no figure gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from chungtay.documents.rules import Slot


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """A slot's key, what it asks for, and whether it may be left out without leaving a gap."""

    key: str
    prompt: str
    optional: bool = False


SLOTS = (
    SlotPlan("meeting", "ngày, nơi và đơn vị chủ trì hội nghị"),
    SlotPlan("direction", "tham mưu, chỉ đạo"),
    SlotPlan("overall", "nhận xét về kết quả chung", optional=True),
    SlotPlan("social", "nhận xét về công tác xã hội", optional=True),
    SlotPlan("health", "nhận xét về chăm sóc sức khỏe", optional=True),
    SlotPlan("blood", "nhận xét về hiến máu tình nguyện", optional=True),
    SlotPlan("house", "nhận xét về nhà nhân đạo", optional=True),
    SlotPlan("address", "nhận xét về địa chỉ nhân đạo", optional=True),
    SlotPlan("disaster", "phòng ngừa, ứng phó thảm họa", optional=True),
    SlotPlan("other", "sơ cấp cứu, truyền thông, xây dựng quỹ", optional=True),
    SlotPlan("organization", "xây dựng tổ chức Hội", optional=True),
    SlotPlan("emulation", "thi đua, khen thưởng"),
    SlotPlan("shortcomings", "tồn tại, hạn chế"),
    SlotPlan("causes", "nguyên nhân"),
    SlotPlan("directions", "phương hướng, nhiệm vụ kỳ tới"),
    SlotPlan("visits", "thăm hỏi hộ gia đình nhân dịp hội nghị", optional=True),
    SlotPlan("proposals", "đề xuất, kiến nghị"),
)
SLOT_BY_KEY = {plan.key: plan for plan in SLOTS}


def slot(key: str, words: Mapping[str, str]) -> tuple[Slot, ...]:
    """The slot with its words; nothing for an optional one that nobody filled."""
    plan = SLOT_BY_KEY[key]
    filled = Slot(plan.key, plan.prompt, words.get(key))
    return () if plan.optional and not filled.filled else (filled,)
