"""Which headings and titles make plans of what stands below them."""

import re
from typing import Final

from ..documents import Block, BlockKind

_PLANS: Final = re.compile(r"phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|giải pháp")
_PLAN_TITLE: Final = re.compile(r"^(?:kế hoạch|dự thảo kế hoạch)\b|phấn đấu|dự kiến|\bsẽ\b|chỉ tiêu|đặt mục tiêu")
_RESULTS: Final = re.compile(r"kết quả")
_NUMBERING: Final = re.compile(r"(phần\b)|([ivx]+[.)] ?)|([0-9]+[.)] ?(?![0-9]))|([0-9]+\.[0-9]+|[a-zđ]\))")
_ROMAN: Final = re.compile(r"(?:phần\b|[ivx]+[.)] )")
_LONGEST: Final = 160


class Scope:
    """Follows the blocks of a document and knows whether plans are being told."""

    def __init__(self) -> None:
        self._title = False
        self._heading = False
        self._level = 0

    @property
    def planned(self) -> bool:
        """Whether what stands here stands under a heading or title of plans."""
        return self._heading or self._title

    def enter(self, block: Block, whole: str, lower: str) -> None:
        """Take the next block in: its text, and the same in lower case."""
        text = lower.strip()
        if block.kind is BlockKind.TITLE:
            self._title = bool(_PLAN_TITLE.search(text)) and not _RESULTS.search(text)
        elif len(text) <= _LONGEST and (block.kind is BlockKind.HEADING or _heads(text, whole)):
            level = self._level_of(text)
            if self._heading and level > self._level:
                return
            self._heading = bool(_PLANS.search(text)) and not _RESULTS.search(text)
            self._level = level

    @staticmethod
    def _level_of(text: str) -> int:
        found = _NUMBERING.match(text)
        return (found.lastindex or 0) if found else 2


def _heads(lower: str, whole: str) -> bool:
    """Whether a paragraph is a heading in all but name: in capitals, or short under a Roman number."""
    stripped = whole.strip()
    return bool(stripped) and stripped[-1] not in ".;,:" and (stripped.isupper() or _ROMAN.match(lower) is not None)
