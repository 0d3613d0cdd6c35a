"""Which counts are what an association has on a day, not what it did: members, branches, kitchens, boxes, balances."""

from typing import Final

from chungtay.quantities.rules.figures import FigureKind

from .context import reach
from .found import SOFT, Cue, Figure, Sentence
from .lexicon import STOCK_IF_HAD, STOCK_UNITS, UNITS, WORDS, YOUTH

_GOES_OVER: Final = frozenset({"doing", "past", "reached", "harm", "attending", "target"})
_COMMITTEES: Final = (["chấp", "hành"], ["thường", "vụ"], ["thường", "trực"], ["kiểm", "tra"], ["chủ", "nhiệm"])
_PART: Final = ["trong", "đó", "có"]
_POSTS: Final = frozenset({"điểm", "trạm", "chốt"})
STANDING_FOR: Final = (["diện", "cho"], ["mặt", "cho"])


def stock(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    """Why a figure is a stock, nothing where it is none; `before` it in the sentence."""
    behind = sentence.words[figure.after : figure.after + 3]
    led = sentence.words[max(0, figure.first - 2) : figure.first]
    standing = WORDS["joins"].isdisjoint(led) and behind[:1] not in (["đã"], ["hiến"])
    if (figure.unit.name in WORDS["members"] and standing) or figure.per == "tuần":
        return "members or rhythm"
    if figure.unit.name == "%":
        return "coverage" if "có" in sentence.words[figure.after : figure.after + 6] else ""
    if figure.unit.name in WORDS["boxes"] and not WORDS["of boxes"].isdisjoint(behind[:2]):
        return "boxes"
    if figure.unit.group == "people" and led in STANDING_FOR:
        return "those represented"
    covered = figure.comparison or not WORDS["bodies"].isdisjoint(behind[1:])
    if figure.unit.group == "place" and behind[:1] == ["có"] and covered:
        return "coverage"
    if _is_body(sentence, figure, behind[:1]) or _staffed(sentence, figure, before):
        return "standing body"
    if before is not None and before.kind is not FigureKind.STOCK and sentence.words[: figure.first][-3:] == _PART:
        return ""  # what its whole is: "cho 1.850 lượt người, trong đó có 320 trẻ em"
    return _had(sentence, figure, before)


def in_a_cluster(sentence: Sentence, figure: Figure) -> str:
    """Whether places or bodies are those that sign a covenant, or the members of a cluster."""
    if figure.unit.group not in ("place", "body"):
        return ""
    behind = sentence.words[figure.after : figure.after + 3]
    if behind[:1] in (["ký"], ["giao"]):
        return "who signs"
    inside = behind[:1] in (["trong"], ["thuộc"]) and ("cụm" in behind or "khối" in behind)
    return "in the cluster" if figure.unit.group == "place" and inside else ""


def _staffed(sentence: Sentence, figure: Figure, before: Figure | None) -> bool:
    """Whether persons are those of a body named before them: "lực lượng tình nguyện viên nòng cốt 265 người"."""
    if figure.unit.name not in WORDS["persons"] or not WORDS["active"].isdisjoint(
        sentence.words[figure.after : figure.after + 2]
    ):
        return False
    start = sentence.clause_start(figure.first, SOFT - {":"})
    if sentence.last_cue("doing", figure.first, start) or "hiến" in sentence.words:
        return False
    youth = any(YOUTH.at(sentence.words, place) for place in range(start, figure.first))
    ours = before is not None and before.kind is FigureKind.STOCK
    ours = ours or not WORDS["ours"].isdisjoint(sentence.words[start : figure.first])
    return _names(sentence, start, figure.first, STOCK_UNITS - {"đoàn viên"}) or (youth and ours)


def _names(sentence: Sentence, start: int, end: int, names: frozenset[str]) -> bool:
    places = (place for place in range(start, end) if sentence.word(place - 1) not in WORDS["gatherings"])  # "ngày hội"
    nouns = (UNITS.at(sentence.words, place) for place in places)
    return any(noun is not None and noun[1].name in names for noun in nouns)


def _is_body(sentence: Sentence, figure: Figure, behind: list[str]) -> bool:
    """Whether a bare noun counts bodies or their members: "10 tổ chức trực thuộc", "Ban Thường vụ 7 người"."""
    if figure.unit.name == "tổ chức":
        return behind in (["trực"], ["cơ"])
    if figure.unit.name in _POSTS:  # as a subject: "9 điểm sơ cấp cứu dọc Quốc lộ 3 xử trí 87 ca"
        opens = sentence.word(figure.first - 1) in SOFT | {""}
        return opens and "sơ" in sentence.words[figure.noun[0] : figure.after + 2]
    return figure.unit.group == "people" and sentence.words[max(0, figure.first - 2) : figure.first] in _COMMITTEES


def _had(sentence: Sentence, figure: Figure, before: Figure | None) -> str:
    start = sentence.clause_start(figure.first, frozenset({";"}))
    had = sentence.last_cue("stock", figure.first, start)
    done = sentence.last_cue("doing", figure.first, start)
    standing = had is not None and (done is None or done.first < had.first)
    phrase = sentence.words[had.first : had.last] if had else []
    if figure.money:
        return _left_over(sentence, figure, had, standing=standing)
    end = min(figure.after + 3, sentence.clause_end(figure.after))
    active = not WORDS["active"].isdisjoint(sentence.words[figure.noun[0] : end])
    if figure.unit.group == "people" and (
        _acts(sentence, figure, phrase, start, end) or _some(sentence, figure, phrase, had)
    ):
        return ""
    if figure.unit.name in STOCK_UNITS or YOUTH.at(sentence.words, figure.noun[0]):
        if active and (figure.unit.group == "people" or figure.comparison):
            return ""
        opens = sentence.word(figure.first - 1) in WORDS["has"] and (before is None or before.kind is FigureKind.STOCK)
        told = had or not sentence.first_cue("doing", figure.after, sentence.clause_end(figure.after))
        goes_on = opens or standing or _listed(sentence, figure, before) or (done is None and told)
        return "standing body" if goes_on else ""
    if figure.unit.name == "địa chỉ" and {"quản", "đang"}.isdisjoint([*phrase, sentence.word(figure.after)]):
        return ""
    may_be = figure.unit.name in STOCK_IF_HAD or figure.unit.group == "place"
    active = active or not WORDS["enrolled"].isdisjoint(sentence.words[start : figure.first])
    if not may_be or active or (figure.unit.name in WORDS["boxes"] and "gồm" in phrase):
        return ""
    going_on = standing or "đang" in phrase  # "đang giúp đỡ 12 địa chỉ"
    gap = [word for word in sentence.words[had.last : figure.first] if word not in WORDS["association"]] if had else []
    if had and going_on and (len(gap) <= (6 if "đang" in phrase else 4) or phrase == ["duy", "trì"]):
        return "had"
    return "had" if _listed(sentence, figure, before) else ""


def _left_over(sentence: Sentence, figure: Figure, had: Cue | None, *, standing: bool) -> str:
    """Whether an amount is what a fund holds: "Quỹ hội 12 triệu đồng", "thu 96tr, chi 88tr, còn 20,4tr"."""
    if sentence.word(figure.first - 1) == "còn" and (
        figure.first == 1 or not WORDS["accounts"].isdisjoint(sentence.words[: figure.first])
    ):
        return "balance"
    if sentence.words[max(0, figure.first - 2) : figure.first] == ["chuyển", "sang"]:
        return "balance"
    phrase = sentence.words[had.first : had.last] if had else []
    alone = standing and phrase[:1] == ["quỹ"] and had is not None and sentence.word(had.first - 1) in SOFT | {""}
    return "balance" if alone or not WORDS["left over"].isdisjoint(phrase) else ""


def _acts(sentence: Sentence, figure: Figure, phrase: list[str], start: int, end: int) -> bool:
    """Whether those counted are told as doing something: "có 90 tình nguyện viên tới hiến máu"."""
    plainly = phrase in ([], ["có"], ["đã", "có"]) and not _names(sentence, start, figure.first, WORDS["bands"])
    return sentence.turns(("doing",), figure.after, reach(sentence, figure) if plainly else min(end, figure.after + 2))


def _some(sentence: Sentence, figure: Figure, phrase: list[str], had: Cue | None) -> bool:
    """Whether "có" tells of some persons, not of what somebody has: "Có 95 công nhân ...", "trong số họ có 6 người"."""
    if had is None or phrase not in (["có"], ["đã", "có"]) or figure.unit.name in STOCK_UNITS:
        return False
    opening = sentence.words[max(0, had.first - 6) : had.first]
    joins = sentence.words[:1] == ["tham"] or sentence.words[:2] == ["đến", "với"]  # "Tham gia ngày hội có 400 ..."
    return not opening or joins or any(opening[at : at + 2] == ["trong", "số"] for at in range(len(opening)))


def _listed(sentence: Sentence, figure: Figure, before: Figure | None) -> bool:
    """Whether a stock is told on: "có 42 điểm sơ cấp cứu, 3 trạm", "do 22 tình nguyện viên phụ trách"."""
    if before is None or before.kind is not FigureKind.STOCK or sentence.word(figure.first - 1) not in WORDS["adds"]:
        return False
    return not sentence.turns(_GOES_OVER, before.after, figure.first)
