"""What a unit writes beside its figures when it hands a periodic report in, and what people give as their reasons."""

from dataclasses import dataclass
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc, printable

LONGEST: Final = 500  # letters of a reason
_TOO_LONG: Final = gettext_noop("Dài quá: nhiều nhất %(most)s chữ cái.")


@dataclass(frozen=True, slots=True)
class WordsPlan:
    """A slot's key, what it asks for, and what belongs into it."""

    key: str
    prompt: str
    hint: str


SLOTS: Final = (
    WordsPlan(
        "results", gettext_noop("Kết quả nổi bật"),
        gettext_noop("Việc đáng kể nhất của kỳ, cách làm hay; số liệu đã có ở bảng trên, không cần chép lại.")
    ),
    WordsPlan("difficulties", gettext_noop("Khó khăn, tồn tại"), gettext_noop("Việc chưa làm được, vì sao.")),
    WordsPlan("proposals", gettext_noop("Đề xuất, kiến nghị"), gettext_noop("Với Hội cấp trên, cấp ủy, chính quyền.")),
)  # fmt: skip


def written(text: str, most: int = LONGEST) -> str:
    """A text as it is kept. Raises Refusal for one that is too long."""
    kept = nfc(printable(text)).strip()
    if len(kept) > most:
        raise Refusal(_TOO_LONG, most=most)
    return kept
