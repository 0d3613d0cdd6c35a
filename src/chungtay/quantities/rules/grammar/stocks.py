"""Which counts are what an association has on a day, not what it did: members, branches, kitchens, boxes, balances."""

from typing import Final

from chungtay.quantities.rules.figures import FigureKind

from .found import Figure, Sentence
from .lexicon import STOCK_IF_HAD, STOCK_UNITS, YOUTH

_ACTIVE: Final = frozenset(
    ["được", "đã", "hiến", "đăng", "tham", "nhận", "trúng", "đủ", "phục", "khám", "vay", "vượt", "đạt", "hoàn"]
)
_MEMBERS: Final = frozenset({"thành viên", "ủy viên"})
_BOXES: Final = frozenset({"từ", "quỹ", "nhân", "tiền"})
_HAS: Final = frozenset({"với", "gồm", "có"})
_BODIES: Final = frozenset({"tổ", "chi", "hội"})
_COMMITTEES: Final = (["chấp", "hành"], ["thường", "vụ"], ["thường", "trực"], ["kiểm", "tra"], ["chủ", "nhiệm"])
_LEFT: Final = frozenset({"dư", "tồn", "còn"})


def stock(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    """Why a figure is a stock, nothing where it is none; `before` it in the sentence."""
    behind = sentence.words[figure.after : figure.after + 3]
    if (figure.unit.name in _MEMBERS and behind[:1] not in (["đã"], ["hiến"])) or figure.per == "tuần":
        return "members or rhythm"
    if figure.unit.name == "%":
        return "coverage" if "có" in sentence.words[figure.after : figure.after + 6] else ""
    if figure.unit.name == "thùng" and not _BOXES.isdisjoint(behind[:2]):
        return "boxes"
    covered = figure.comparison or not _BODIES.isdisjoint(behind[1:])
    if figure.unit.group == "place" and behind[:1] == ["có"] and covered:
        return "coverage"
    if figure.unit.group in ("place", "body") and behind[:1] in (["ký"], ["giao"]):
        return "who signs"
    if figure.unit.group == "place" and behind[:1] in (["trong"], ["thuộc"]) and ("cụm" in behind or "khối" in behind):
        return "in the cluster"
    return "standing body" if _is_body(sentence, figure, behind[:1]) else _had(sentence, figure, before)


def _is_body(sentence: Sentence, figure: Figure, behind: list[str]) -> bool:
    """Whether a bare noun counts bodies or their members: "10 tổ chức trực thuộc", "Ban Thường vụ 7 người"."""
    if figure.unit.name == "tổ chức":
        return behind in (["trực"], ["cơ"])
    return figure.unit.group == "people" and sentence.words[max(0, figure.first - 2) : figure.first] in _COMMITTEES


def _had(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    start = sentence.clause_start(figure.first, frozenset({";"}))
    had = sentence.last_cue("stock", figure.first, start)
    done = sentence.last_cue("doing", figure.first, start)
    standing = had is not None and (done is None or done.first < had.first)
    phrase = sentence.words[had.first : had.last] if had else []
    if figure.money:
        return "" if _LEFT.isdisjoint(phrase) else "balance"
    end = min(figure.after + 3, sentence.clause_end(figure.after))
    active = not _ACTIVE.isdisjoint(sentence.words[figure.noun[0] : end])
    if figure.unit.group == "people" and sentence.first_cue("doing", figure.after, min(end, figure.after + 2)):
        return ""
    if figure.unit.name in STOCK_UNITS or YOUTH.at(sentence.words, figure.noun[0]):
        if active and (figure.unit.group == "people" or figure.comparison):
            return ""
        if sentence.words[figure.first - 2 : figure.first] == ["diện", "cho"]:
            return "those represented"
        goes_on = sentence.word(figure.first - 1) in _HAS and (before is None or before.kind is FigureKind.STOCK)
        return "standing body" if goes_on or standing or done is None else ""
    if figure.unit.name == "địa chỉ" and phrase[:1] not in (["quản"], ["đang"]):
        return ""
    if had and standing and figure.unit.name in STOCK_IF_HAD and not active:
        return "had" if figure.first - had.last <= 4 or phrase == ["duy", "trì"] else ""
    return ""
