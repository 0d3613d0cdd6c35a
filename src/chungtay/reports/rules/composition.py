"""A review in its usual order: what real reports tell first, and what only people can add."""

from collections.abc import Iterable, Mapping

from chungtay.documents.rules import (
    STATE_WORDS,
    Block,
    FigureReference,
    Paragraph,
    ParagraphStyle,
    Review,
    Run,
    Section,
    Slot,
)  # fmt: skip
from chungtay.kernel.days import day_written
from chungtay.reports.data import sentences

from . import results
from .annexes import annexes, sheets
from .charts import blood_by_month, blood_by_unit, value_by_unit
from .directing import directing
from .heading import PARTS_OF_DAY, head, next_period_words, review_words, title
from .inclusion import besides_sentence, inside_sentence, parts_sentence, stands_besides
from .material import Fact, Facts, FactsOf, Material
from .remarks import flag_remarks, missing_everywhere, note, remarks, silence
from .results import Field, field_of
from .slots import SLOTS, slot
from .targets import plan_sentence
from .telling import Sentence, Teller, merged
from .wording import comparable, joined, lowered, number, period_words, same_period_words, some_of

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
WATERMARK = "DỮ LIỆU MINH HỌA"
MANY_MEMBERS = 15


def compose(material: Material) -> Review:
    """The review that this material gives; the same material always gives the same review."""
    composer = Composer(material)
    return Review(
        title=title(material), head=head(material), sections=composer.sections(), summary=composer.summary(),
        annexes=annexes(material), sheets=sheets(material), watermark=WATERMARK if material.illustrative else None,
        as_of=material.cut_off_on, period=period_words(material.period), scope=material.body.name,
        slots=tuple(Slot(plan.key, plan.prompt, material.words.get(plan.key)) for plan in SLOTS),
    )  # fmt: skip


def spoken(facts: Facts) -> list[Fact]:
    """The figures that a review speaks of: numbers, and the main ones even where they are silent."""
    main = {code for field in results.FIELDS for code in field.main}
    return [fact for code, fact in facts.items() if fact.positive or code in main]


def words_of(material: Material) -> Mapping[str, str]:
    """What templates may name beside figures; an empty word cannot be told."""
    gathering, period = material.gathering, material.period
    moment = f"ngày {day_written(gathering.on)}" if gathering.on else ""
    return {
        "body": material.body.name,
        "short": material.body.short,
        "period": period_words(period),
        "same_period": same_period_words(material.earlier_period) if material.earlier_period else "",
        "in_period": period.adverbial(opening=False),
        "last_day": day_written(period.last),
        "event": _events(material.by_disaster),
        "meeting_moment": f"{PARTS_OF_DAY[gathering.part_of_day]} {moment}".strip(),
        "meeting_place": gathering.place,
        "host": gathering.host,
        "review_of": review_words(period),
        "next_of": next_period_words(period),
        "visits_place": gathering.visits_place,
    }


def _events(rows: Iterable[FactsOf]) -> str:
    """What relief was given for; relief that names no event is never told as given for another one."""
    relieved = [
        row for row in rows if any(f.positive and field_of(f.indicator) is results.DISASTER for f in row.facts.values())
    ]
    names = [_storm(row.label) for row in relieved if row.key]
    rest = ["thiên tai khác"] if any(not row.key for row in relieved) else []
    return joined([*names, *rest]) if names else "thiên tai"


def _storm(name: str) -> str:
    return f"cơn {name}" if name.startswith("bão") else name


class Composer:
    """Writes the sections of one review."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.words = words_of(material)
        self.teller = Teller(material.facts, self.words, material.earlier, material.earlier_period)
        self.spoken = spoken(material.facts)
        self.missing = missing_everywhere(self.spoken)
        self.printed: set[FigureReference | None] = set()

    def sections(self, *, alone: bool = True) -> tuple[Section, ...]:
        """All sections, the first level numbered I, II ..., the second 1, 2 ...

        Not `alone`: inside the paper of a meeting, which has the directions elsewhere and closes by itself.
        """
        following = next_period_words(self.material.period).upper()
        parts: list[tuple[str, list[Block], list[Section]]] = [
            ("ĐẶC ĐIỂM TÌNH HÌNH", [*self._warnings(), *self._meeting(), *self._members()], []),
            ("KẾT QUẢ CÔNG TÁC HỘI VÀ PHONG TRÀO CHỮ THẬP ĐỎ", [], self._results()),
            ("TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", [*self._slot("shortcomings"), *self._slot("causes")], []),
            (f"PHƯƠNG HƯỚNG, NHIỆM VỤ {following}", list(self._slot("directions")) if alone else [], []),
            ("THĂM HỎI HỘ GIA ĐÌNH NHÂN DỊP HỘI NGHỊ", self._visits(), []),
            ("ĐỀ XUẤT, KIẾN NGHỊ", [*self._slot("proposals"), *([self._closing()] if alone else [])], []),
        ]
        found: list[Section] = []
        standing = [part for part in parts if part[1] or part[2]]
        for roman, (heading, blocks, inner) in zip(ROMAN, standing, strict=False):
            found += [Section(roman, heading, tuple(blocks)), *inner]
        return tuple(found)

    def summary(self) -> tuple[str, ...]:
        """Five lines to paste into a chat: the title, then the first sentence of each headline field."""
        watermark = f" ({WATERMARK.lower()})" if self.material.illustrative else ""
        lines = [f"{title(self.material)}{watermark}"]
        for fields in results.HEADLINES:
            told = [Paragraph(runs).text for field in fields if (runs := self._headline(field))]
            lines.append(" ".join(told))
        return tuple(lines)

    def _headline(self, field: Field) -> tuple[Run, ...]:
        """The field's first sentence, or the word for its silence."""
        told = self.teller.tell(field.sentences[0])
        said = silence([f for code in field.main if (f := self.material.fact(code))], field.title)
        return told or (said.runs if said else (Run(f"{field.title}: {STATE_WORDS['not_reported']}."),))

    def _results(self) -> list[Section]:
        direction: tuple[str, list[Block]] = (
            "Công tác tham mưu, chỉ đạo",
            [*directing(self.material), *self._slot("direction")],
        )
        parts = [direction, *((field.title, self._field(field)) for field in results.FIELDS)]
        told = [(heading, blocks) for heading, blocks in parts if blocks]
        return [Section(str(n), heading, tuple(blocks), level=2) for n, (heading, blocks) in enumerate(told, start=1)]

    def _field(self, field: Field) -> list[Block]:
        facts = {code: fact for code, fact in self.material.facts.items() if field_of(code) is field}
        spoken = results.spoken(field, facts)
        told, planned = self.teller.tell(*self._sentences(field)), plan_sentence(self.material, field)
        opening = _paragraph(merged([*told, Run(" " if told and planned else ""), *planned]))
        blocks: list[Block] = [opening] if opening else []
        silent = not any(fact.positive for fact in spoken)
        if silent:
            blocks += self._said_of_nothing(field, facts)
        blocks += self._more(field)
        self.printed |= {run.figure for block in blocks if isinstance(block, Paragraph) for run in block.runs}
        blocks += self._rest(facts.values())
        if field is results.OVERALL:
            blocks += [note(f"Số liệu tính đến hết ngày {day_written(self.material.cut_off_on)}.")]
            blocks += [*self._missing_note(), *self._not_compared()]
        if blocks or field.lasting:
            blocks += remarks(spoken, leave_out=self.missing, silent=silent)
            blocks += flag_remarks(facts, self.material.flagged)
        return [*blocks, *self._slot(field.key)]

    def _sentences(self, field: Field) -> tuple[Sentence, ...]:
        """The field's own; blood and the relief that stands besides the total share a sentence."""
        relief_besides = stands_besides(self.material, "disaster.value")
        if field is results.BLOOD and relief_besides:
            return sentences.BLOOD_AND_BESIDES + sentences.BLOOD_DETAIL
        return field.sentences

    def _said_of_nothing(self, field: Field, facts: Mapping[str, Fact]) -> list[Block]:
        said = silence([facts[code] for code in field.main if code in facts], field.title)
        return [said] if said else []

    def _more(self, field: Field) -> list[Block]:
        """What a field tells beside its sentences: inclusion, programmes, events, charts."""
        material = self.material
        more: list[Block | None] = []
        if field is results.OVERALL:
            more += [_paragraph(inside_sentence(material)), _paragraph(besides_sentence(material))]
            more += [value_by_unit(material)]
        elif field is results.SOCIAL:
            more += [_paragraph(parts_sentence(material, "social.value"))]
            more += self._by_key(
                material.by_programme,
                "programme",
                sentences.PROGRAMME,
                "Theo chương trình (một kết quả có thể thuộc nhiều chương trình nên các dòng không cộng với nhau):",
            )
        elif field is results.BLOOD:
            more += [blood_by_month(material) or blood_by_unit(material)]
        elif field is results.DISASTER and len([row for row in material.by_disaster if row.key]) > 1:
            more += self._by_key(material.by_disaster, "event", sentences.DISASTER_EVENT, "Theo đợt thiên tai:")
        return [block for block in more if block is not None]

    def _by_key(self, rows: Iterable[FactsOf], word: str, sentence: Sentence, opening: str) -> list[Block]:
        tellers = (Teller(row.facts, {**self.words, word: row.label}) for row in rows if row.key is not None)
        told = [runs for teller in tellers if (runs := teller.tell(sentence))]
        lines: list[Block] = [
            Paragraph(merged([*runs, Run(";" if index < len(told) else ".")]), ParagraphStyle.ITEM)
            for index, runs in enumerate(told, start=1)
        ]
        return [Paragraph((Run(opening),)), *lines] if lines else []

    def _rest(self, facts: Iterable[Fact]) -> list[Block]:
        """Figures with a number that no sentence told, so that nothing recorded stays unsaid."""
        left = [f for f in facts if f.positive and f.kind != "rate" and f.reference not in self.printed]
        if not left:
            return []
        runs = [Run("Chỉ tiêu khác: ")]
        for index, fact in enumerate(left):
            runs += [Run(f"{'; ' if index else ''}{lowered(fact.name)} "), number(fact)]
        return [Paragraph(merged([*runs, Run(".")]))]

    def _told(self, *told: Sentence) -> list[Paragraph]:
        paragraph = _paragraph(self.teller.tell(*told))
        return [paragraph] if paragraph else []

    def _slot(self, key: str) -> tuple[Slot, ...]:
        return slot(key, self.material.words, every=self.material.every_slot)

    def _warnings(self) -> list[Block]:
        found: list[Block] = []
        if self.material.illustrative:
            found.append(note("Báo cáo này dùng dữ liệu minh họa, không phải số liệu thật của đơn vị nào."))
        if self.material.unfinished_import:
            found.append(note("Đang có lượt nhập dữ liệu chưa xong; số liệu còn có thể thay đổi."))
        return found

    def _meeting(self) -> list[Block]:
        own = self._slot("meeting")
        if any(one.filled for one in own):
            return list(own)
        is_cluster = self.material.body.is_cluster
        told: list[Block] = [*self._told(*(sentences.MEETING if is_cluster else sentences.MEETING_OF_UNIT))]
        if self.material.every_slot:
            return [*told, *own]
        return told or (list(own) if is_cluster else [])

    def _members(self) -> list[Block]:
        members = self.material.members
        if not members:
            return []
        names = [member.short_name for member in members]
        listed = f"gồm có {self._counted()}"
        if len(members) <= MANY_MEMBERS:
            listed += f" là: {joined(names)}"
        return [Paragraph((Run(f"{self.material.body.name} {listed}."),)), *self._ended()]

    def _counted(self) -> str:
        members = self.material.members
        places, others = any(m.local for m in members), any(not m.local for m in members)
        word = "địa phương, đơn vị" if places and others else "địa phương" if places else "đơn vị"
        return f"Hội CTĐ của {len(members)} {word}"

    def _ended(self) -> list[Block]:
        ended = [m for m in self.material.members if m.ended_on]
        if not ended:
            return []
        parts = [f"{m.short_name} (từ ngày {day_written(m.ended_on)})" for m in ended if m.ended_on]
        return [note(f"Đã kết thúc hoạt động trong kỳ, số liệu vẫn được tính: {joined(parts)}.")]

    def _missing_note(self) -> list[Block]:
        if not self.missing:
            return []
        return [note(f"Chưa báo cáo: {joined(self.missing)}; mọi số liệu trong báo cáo chưa gồm các đơn vị này.")]

    def _not_compared(self) -> list[Block]:
        if self.material.not_compared:
            return [note(f"Không so sánh với {self.material.not_compared}.")]
        now, before = self.material.fact("total.value"), self.material.earlier.get("total.value")
        if not now or not before or not self.material.earlier_period or comparable(now, before):
            return []
        if before.state not in ("value", "zero") or not now.positive:
            return []
        same = same_period_words(self.material.earlier_period)
        late = some_of(tuple(dict.fromkeys(now.missing + before.missing)))
        why = f"chưa đủ báo cáo của: {late}" if late else "có số khai gộp chưa tách được theo kỳ"
        return [note(f"Không so sánh tổng trị giá với {same} vì {why}.")]

    def _visits(self) -> list[Block]:
        fact = self.material.visits
        if fact is None:
            return list(self._slot("visits"))
        told = Teller({"visit.households": fact}, self.words).tell(*sentences.VISITS)
        said = _paragraph(told) or silence([fact], "Thăm hỏi hộ gia đình nhân dịp hội nghị")
        return [*([said] if said else []), *self._slot("visits")]

    def _closing(self) -> Paragraph:
        words = f"{period_words(self.material.period)} của {self.material.body.name}"
        return Paragraph((Run(f"Trên đây là báo cáo kết quả công tác Hội và phong trào Chữ thập đỏ {words}./."),))


def _paragraph(runs: tuple[Run, ...]) -> Paragraph | None:
    return Paragraph(runs) if runs else None
