"""Where a document tells plans: under headings, titles and openings of plans, in lists, by the years it names."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from chungtay.unpacking.rules import Block, BlockKind

_PLANS: Final = re.compile(r"phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|giải pháp|kế hoạch")
_PLAN_TITLE: Final = re.compile(
    r"^(?:dự thảo )?kế hoạch\b|^triển khai kế hoạch|ban hành kế hoạch|phấn đấu|dự kiến|\bsẽ\b|chỉ tiêu|đặt mục tiêu"
    r"|^(?:v/v|về việc) |^thư ngỏ|^lời kêu gọi|giao ước thi đua|đăng ký thi đua|\bchuẩn bị "
    r"|^(?:hướng dẫn|công văn|phân bổ chỉ tiêu|chương trình hành động|phương án|đề án|tờ trình|thể lệ)\b"
)
_OPENING: Final = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu|phấn đấu|dự kiến|phân bổ)[^.]*như sau\W*$")
_ISSUED: Final = re.compile(
    r"(?:ban hành|xây dựng|phê duyệt|thông qua|có) (?:\w+ ){0,3}kế hoạch"
    r"|(?:ban hành|có) (?:văn bản|công văn|hướng dẫn|thông báo)(?: \S+){0,3}? (?:hướng dẫn|triển khai|tổ chức|phát động|phân bổ)"
)
_AHEAD: Final = re.compile(r"(?:trong |từ |sang |bước sang )?(quý|tháng) (?:0?([0-9]{1,2})|(i{1,3}|iv))\b")
_QUARTERS: Final = ("i", "ii", "iii", "iv")
_TERM: Final = re.compile(r"(?:trong |bước sang |sang )?(?:nhiệm kỳ|giai đoạn|năm học) ([0-9]{4}) ?[-–]")
_DAY: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_LASTS: Final = re.compile(r"thời gian[^.]{0,40} từ |(?:triển khai|thực hiện|diễn ra) từ ")
_PLAN_PAPER: Final = re.compile(
    r"số ?:? ?[0-9]* ?/kh-|(?:dự thảo )?kế hoạch$|kế hoạch (?:tổ chức|triển khai|thực hiện|vận động|phát động|công tác|hoạt động)[^.]*$"
)
_AHEAD_YEAR: Final = re.compile(r"(?<![-–0-9])(20[0-9]{2})(?![0-9]|\s?[-–])")
_SETS_GOING: Final = re.compile(r"triển khai|phát động|hướng dẫn|tổ chức|phong trào|hưởng ứng|ký kết|giao ước")
_FIRST_BLOCKS: Final = 4
_NATIONAL: Final = re.compile(r"trung ương hội|hội (?:chữ thập đỏ|ctđ) việt nam|ban chỉ đạo quốc gia")
_LOCAL: Final = re.compile(
    r"\b(?:(?<!các )tỉnh|huyện|quận|phường|xã(?! hội)|thị xã|thành phố|tp|công ty|cụm|trường (?:thpt|thcs|tiểu|cao|đại))\b"
)
_SETTING: Final = re.compile(r"đặc điểm|tình hình chung|khái quát|bối cảnh")
_BEFORE: Final = re.compile(r"(?:năm|tết|dịp tết|đợt|nhiệm kỳ) (?:trước|ngoái|qua|vừa qua)\b")
_RESULTS: Final = re.compile(r"kết quả|tổng kết|sơ kết|hoàn thành|vượt|đạt")
_NUMBERING: Final = re.compile(r"(phần\b)|([ivx]+[.)] ?)|([0-9]+[.)] ?(?![0-9]))|([0-9]+\.[0-9]+|[a-zđ]\))")
_ROMAN: Final = re.compile(r"(?:phần\b|[ivx]+[.)] )")
_NAMED: Final = re.compile(
    r"(?:phần \w+\W+|[0-9ivx]{1,4}[.)] ?)?(?:một số )?(?:phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|kết quả)(?:[^.;0-9]|(?:19|20)[0-9]{2}|0?[0-9] tháng){0,100}[.:]?$"
)
_ITEM: Final = re.compile(r"[-–+•*●▪]|[0-9]{1,2}[.)] |[a-zđ]\)")
_LONGEST: Final = 160
_TAIL: Final = 300
_SOON: Final = 6  # months: "tháng 12" of a paper of January is over


class Scope:
    """Follows the blocks of a document and knows whether plans are being told."""

    def __init__(self, dated: date | None) -> None:
        self._dated = dated
        self._year = dated.year if dated else None
        self._title = False
        self._heading = False
        self._local = self._national = False
        self.background = False  # under a heading that tells of the place, not of what was done
        self._list = self._done = False
        self._level = 0
        self._blocks = 0

    @property
    def local(self) -> bool:
        """Whether a chapter speaks for itself, not somebody for all of the country."""
        return self._local and not self._national

    def planned(self, words: Sequence[str]) -> bool:
        """Whether a sentence of the block told last is of plans; a year it opens with or that is over says more."""
        if _BEFORE.match(" ".join(words[:4])):
            return False
        dated = self._dated
        if dated and any(_later(word, dated) for word in words if len(word) > 7 and word[0].isdigit()):
            return True
        if self._dated and _ahead(words, self._dated):
            return True
        if self._year and (term := _TERM.match(" ".join(words[:5]))) and int(term[1]) >= self._year:
            return True
        at = next((at for at, word in enumerate(words[:-1]) if word == "năm" and _is_year(words[at + 1])), None)
        if self._year and at is not None and (named := int(words[at + 1])) != self._year:
            opening = "năm" in words[:2] and str(named) in words[:3]
            if named < self._year or opening:
                return named > self._year
        return (self._heading or self._title or self._list) and not self._done

    def enter(self, block: Block, whole: str, lower: str) -> None:
        """Take the next block in: its text, and the same in lower case."""
        text = lower.strip()
        self._blocks += 1
        if self._blocks <= _FIRST_BLOCKS:
            titled = block.kind is BlockKind.TITLE and ("cả nước" in text or "toàn quốc" in text)
            self._national = self._national or titled or bool(_NATIONAL.search(text))
            self._local = self._local or bool(_LOCAL.search(text))
        if block.kind is BlockKind.TITLE:
            self._title = bool(_PLAN_TITLE.search(text) or self._names_ahead(text)) and not _RESULTS.search(text)
            return
        if not (block.kind is BlockKind.ITEM or _ITEM.match(text)):
            self._list = text.endswith(":") and bool(_PLANS.search(text)) and not _RESULTS.search(text[-_TAIL:])
            self._done = text.endswith(":") and not self._list and " đã " in text[-_TAIL:]
        if self._opens_plans(text):
            self._title = True
        elif len(text) <= _LONGEST and (block.kind is BlockKind.HEADING or _heads(text, whole)):
            self._head(text)

    def _names_ahead(self, title: str) -> bool:
        """Whether a title sets something going whose year is yet to come: "Phát động Tết Nhân ái Xuân 2026"."""
        years = [int(one) for one in _AHEAD_YEAR.findall(title)]
        return bool(self._year and years and max(years) > self._year and _SETS_GOING.search(title))

    def _opens_plans(self, text: str) -> bool:
        """Whether a paragraph says that plans follow, or tells early that a plan was issued."""
        opened = _OPENING.search(text[-_TAIL:]) and not _RESULTS.search(text[-_TAIL:])
        issued = self._blocks <= _FIRST_BLOCKS and _ISSUED.search(text[: _TAIL * 2])
        paper = self._blocks <= 2 * _FIRST_BLOCKS and _PLAN_PAPER.match(text[:_TAIL])
        lasts = self._blocks <= 2 * _FIRST_BLOCKS and _LASTS.search(text[:_TAIL])
        ends = bool(lasts and self._dated and any(_later(day[0], self._dated) for day in _DAY.finditer(text[:_TAIL])))
        return bool(opened or issued or paper or ends)

    def _head(self, text: str) -> None:
        level = self._level_of(text)
        if self._heading and level > self._level:
            return
        self._heading = bool(_PLANS.search(text)) and not _RESULTS.search(text)
        self.background = bool(_SETTING.search(text)) and not _RESULTS.search(text)
        self._level = level
        if _RESULTS.search(text):
            self._title = False

    @staticmethod
    def _level_of(text: str) -> int:
        found = _NUMBERING.match(text)
        return (found.lastindex or 0) if found else 2


def _heads(lower: str, whole: str) -> bool:
    """Whether a paragraph is a heading in all but name: in capitals, or short under a Roman number."""
    stripped = whole.strip()
    if not stripped or _NAMED.match(lower):
        return bool(stripped)
    return stripped[-1] not in ".;,:" and (stripped.isupper() or _ROMAN.match(lower) is not None)


def _later(word: str, dated: date) -> bool:
    """Whether a word is a day after the document's own."""
    if not (found := _DAY.fullmatch(word)):
        return False
    return (int(found[3]), int(found[2]), int(found[1])) > (dated.year, dated.month, dated.day)


def _ahead(words: Sequence[str], dated: date) -> bool:
    """Whether a sentence opens with a month or quarter of the document's year that comes after its day."""
    found = _AHEAD.match(" ".join(words[:5]))
    if found is None or "năm" in words[:5]:
        return False
    number = int(found[2]) if found[2] else _QUARTERS.index(found[3]) + 1
    first = 3 * number - 2 if found[1] == "quý" else number
    last = first + 2 if found[1] == "quý" else number
    return dated.month <= first <= dated.month + _SOON and last > dated.month


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit()
