"""What a unit writes beside its figures when it hands a periodic report in."""

from dataclasses import dataclass
from typing import Final

from chungtay.kernel.errors import gettext_noop


@dataclass(frozen=True, slots=True)
class WordsPlan:
    """A slot's key, what it asks for, and what belongs into it."""

    key: str
    prompt: str
    hint: str


SLOTS: Final = (
    WordsPlan(
        "results", gettext_noop("Kết quả nổi bật"),
        gettext_noop("Việc đáng kể nhất của kỳ, cách làm hay; số liệu đã có ở bảng trên, không cần chép lại."),
    ),
    WordsPlan("difficulties", gettext_noop("Khó khăn, tồn tại"), gettext_noop("Việc chưa làm được, vì sao.")),
    WordsPlan("proposals", gettext_noop("Đề xuất, kiến nghị"), gettext_noop("Với Hội cấp trên, cấp ủy, chính quyền.")),
)  # fmt: skip
