"""The places of a report that only people can fill: what no figure gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from chungtay.documents.rules import Slot
from chungtay.kernel.errors import gettext_noop

MOST_LETTERS = 4_000  # of one slot: two printed pages
ADDED = gettext_noop("Không bắt buộc: viết thêm bên cạnh các câu đã có từ số liệu, ví dụ cách làm hay, khó khăn riêng.")


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """A slot's key, what it asks for, whether it may be left out without leaving a gap, and what belongs into it."""

    key: str
    prompt: str
    optional: bool = False
    hint: str = ADDED


SLOTS = (
    SlotPlan(
        "meeting", gettext_noop("ngày, nơi và đơn vị chủ trì hội nghị"),
        hint=gettext_noop("Để trống nếu đã điền mục Hội nghị: câu mở đầu sẽ tự có. Viết ở đây thì lời viết thay câu ấy."),
    ),
    SlotPlan(
        "direction", gettext_noop("tham mưu, chỉ đạo"),
        hint=gettext_noop("Văn bản, kế hoạch đã tham mưu hoặc ban hành; việc chỉ đạo, kiểm tra trong kỳ."),
    ),
    SlotPlan("overall", gettext_noop("nhận xét về kết quả chung"), optional=True),
    SlotPlan("social", gettext_noop("nhận xét về công tác xã hội"), optional=True),
    SlotPlan("health", gettext_noop("nhận xét về chăm sóc sức khỏe"), optional=True),
    SlotPlan("blood", gettext_noop("nhận xét về hiến máu tình nguyện"), optional=True),
    SlotPlan("house", gettext_noop("nhận xét về nhà nhân đạo"), optional=True),
    SlotPlan("address", gettext_noop("nhận xét về địa chỉ nhân đạo"), optional=True),
    SlotPlan("disaster", gettext_noop("phòng ngừa, ứng phó thảm họa"), optional=True),
    SlotPlan("other", gettext_noop("sơ cấp cứu, truyền thông, xây dựng quỹ"), optional=True),
    SlotPlan("organization", gettext_noop("xây dựng tổ chức Hội"), optional=True),
    SlotPlan(
        "emulation", gettext_noop("thi đua, khen thưởng"),
        hint=gettext_noop("Phong trào thi đua đã phát động; tập thể, cá nhân được khen."),
    ),
    SlotPlan(
        "shortcomings", gettext_noop("tồn tại, hạn chế"), hint=gettext_noop("Việc chưa làm được, chỉ tiêu chưa đạt.")
    ),
    SlotPlan("causes", gettext_noop("nguyên nhân"), hint=gettext_noop("Nguyên nhân chủ quan, khách quan.")),
    SlotPlan(
        "directions", gettext_noop("phương hướng, nhiệm vụ kỳ tới"),
        hint=gettext_noop("Việc trọng tâm của kỳ tới; mỗi việc một dòng."),
    ),
    SlotPlan("visits", gettext_noop("thăm hỏi hộ gia đình nhân dịp hội nghị"), optional=True),
    SlotPlan(
        "proposals", gettext_noop("đề xuất, kiến nghị"),
        hint=gettext_noop("Đề xuất, kiến nghị với Hội cấp trên, cấp ủy, chính quyền."),
    ),
)  # fmt: skip
SLOT_BY_KEY = {plan.key: plan for plan in SLOTS}


def slot(key: str, words: Mapping[str, str], *, every: bool = False) -> tuple[Slot, ...]:
    """The slot with its words; nothing for an optional one that nobody filled, unless `every` slot is to be seen."""
    plan = SLOT_BY_KEY[key]
    filled = Slot(plan.key, plan.prompt, words.get(key))
    return () if plan.optional and not filled.filled and not every else (filled,)


def wanted(*, is_cluster: bool) -> frozenset[str]:
    """The slots that leave a gap while nothing is written; a unit's own report needs no meeting."""
    return frozenset(plan.key for plan in SLOTS if not plan.optional and (is_cluster or plan.key != "meeting"))
