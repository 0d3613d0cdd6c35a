"""What a person allows, and how we know: one purpose at a time, never ticked beforehand.

Sources: Luật 91/2025/QH15 (silence is no consent), Nghị định 356/2025/NĐ-CP, as reported (domain/blood.md, 0.10).
"""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class ConsentPurpose(StrEnum):
    """What a person may allow; each is asked for and withdrawn by itself."""

    KEEP = "keep"
    DRIVES = "drives"
    EMERGENCY = "emergency"
    RESULTS = "results"
    HONOURS = "honours"


PURPOSE_NAMES: Final[dict[ConsentPurpose, str]] = {
    ConsentPurpose.KEEP: gettext_noop("Lưu thông tin người hiến máu"),
    ConsentPurpose.DRIVES: gettext_noop("Nhận tin về các đợt hiến máu"),
    ConsentPurpose.EMERGENCY: gettext_noop("Được gọi khi có người bệnh cần máu gấp"),
    ConsentPurpose.RESULTS: gettext_noop("Nhận tin máu đã được sử dụng"),
    ConsentPurpose.HONOURS: gettext_noop("Nêu tên trong danh sách tôn vinh"),
}


class ConsentProof(StrEnum):
    """How we know that the person said yes."""

    FORM = "form"
    PAPER = "paper"
    LINK = "link"
    PHONE = "phone"


PROOF_NAMES: Final[dict[ConsentProof, str]] = {
    ConsentProof.FORM: gettext_noop("Tự đánh dấu trên trang đăng ký"),
    ConsentProof.PAPER: gettext_noop("Phiếu giấy có chữ ký"),
    ConsentProof.LINK: gettext_noop("Trả lời qua liên kết"),
    ConsentProof.PHONE: gettext_noop("Nói qua điện thoại, có người ghi lại"),
}
