"""Slides for the meeting: one statement each, the same figures as the paper, 14 at most."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from chungtay.documents.rules import (
    ORDINAL,
    Bar,
    Bullets,
    Cell,
    Chart,
    Column,
    Deck,
    Highlight,
    Highlights,
    Paragraph,
    Plot,
    Run,
    Series,
    Slide,
    Table,
)
from chungtay.kernel.days import day_written
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import percent
from chungtay.kernel.numbers.rounding import half_up
from chungtay.reports.rules.charts import MOST_BARS, blood_by_month, blood_by_unit, value_by_unit
from chungtay.reports.rules.composition import Composer
from chungtay.reports.rules.heading import next_period_words
from chungtay.reports.rules.inclusion import counted
from chungtay.reports.rules.material import Fact
from chungtay.reports.rules.remarks import note
from chungtay.reports.rules.telling import merged
from chungtay.reports.rules.wording import (
    capitalized,
    change_words,
    comparable,
    in_bar,
    lowered,
    number,
    period_words,
    same_period_words,
    some_of,
)

from .asking import shortened
from .chair import gaps, headline_facts
from .material import Aim, ConclusionTold, MeetingMaterial
from .members import absent, naming
from .paper import commitment, watermark

ROWS, LINES, LETTERS = 8, 8, 170  # conclusions in a table, lines of text, letters of one


def compose_deck(material: MeetingMaterial) -> Deck:
    """The deck that this material gives; what has nothing to say has no slide."""
    review, occasion = material.review, material.occasion
    slides = (
        _conclusions(material), _headline(material), _by_work(material), *_charts(material), _missing(material),
        _directions(material), _visits(material),
    )  # fmt: skip
    where = f"{occasion.moment}{', ' if occasion.place else ''}{occasion.place}"
    day = day_written(review.cut_off_on)
    return Deck(
        title=occasion.title, lines=(f"Kết quả {period_words(review.period)}", capitalized(where)),
        slides=tuple(slide for slide in slides if slide), author=review.body.name,
        source=f"Nguồn: sổ số liệu của {review.body.name}, tính đến hết ngày {day}", watermark=watermark(material),
        as_of=review.cut_off_on,
    )  # fmt: skip


def _headline(material: MeetingMaterial) -> Slide | None:
    facts = headline_facts(material, 4)
    if not facts:
        return None
    items = tuple(Highlight(number(fact), fact.name, _beneath(material, fact)) for fact in facts)
    title = (
        Run(f"{capitalized(period_words(material.review.period))}: {material.review.body.name} "),
        *_change(material, facts[0]),
    )
    silent = absent(material)
    remarks = (note(naming("Chưa báo cáo", [member.short_name for member in silent], 300)),) if silent else ()
    return Slide(title, Highlights(items), remarks)


def _change(material: MeetingMaterial, fact: Fact) -> tuple[Run, ...]:
    before, period = material.review.earlier.get(fact.indicator), material.review.earlier_period
    words = change_words(fact, before) if before and period else None
    if before is None or period is None or words is None:
        return (
            (Run("trợ giúp "), number(fact))
            if fact.indicator == "total.turns"
            else (Run(f"{fact.name.lower()} "), number(fact))
        )
    return (Run(f"có {fact.name.lower()} "), Run(f"{words} so với {same_period_words(period)}", before.reference))


def _beneath(material: MeetingMaterial, fact: Fact) -> tuple[Run, ...]:
    """The change against the year before, and the share of the plan."""
    before, aim = (
        material.review.earlier.get(fact.indicator),
        material.aim_of(material.review.body.code, fact.indicator),
    )
    words = change_words(fact, before) if before else None
    told = [Run(f"{words} so với cùng kỳ", before.reference)] if words and before else []
    if aim and aim.share:
        told.append(Run(f"{'; ' if told else ''}đạt {aim.share} kế hoạch", aim.fact.reference))
    return tuple(told)


def _by_work(material: MeetingMaterial) -> Slide | None:
    """The first sentence of each headline field, as the report has it."""
    lines = Composer(material.review).summary()[1:]
    told = tuple(Paragraph((Run(shortened(line, 320)),)) for line in lines if line)
    return Slide((Run("Kết quả các mặt công tác chính"),), Bullets(told)) if told else None


def _conclusions(material: MeetingMaterial) -> Slide | None:
    told = sorted(material.earlier, key=lambda one: (not one.overdue_by, not one.is_open, one.due))
    if not told:
        return None
    done = sum(1 for one in told if not one.is_open)
    late = f", {len(material.overdue)} đã quá hạn" if material.overdue else ""
    columns = (
        Column(ORDINAL, width=5, number=False), Column("Kết luận của hội nghị trước", width=46, number=False),
        Column("Đơn vị", width=17, number=False), Column("Hạn", width=11, number=False),
        Column("Tình hình", width=21, number=False),
    )  # fmt: skip
    rows = tuple(_row(place, one) for place, one in enumerate(told[:ROWS], start=1))
    remarks = (note(f"Còn {len(told) - ROWS} kết luận khác trong tài liệu hội nghị."),) if len(told) > ROWS else ()
    title = f"{done}/{len(told)} kết luận của các hội nghị trước đã kết thúc{late}"
    return Slide((Run(title),), Table("", columns, rows), remarks)


def _row(place: int, one: ConclusionTold) -> tuple[Cell, ...]:
    reached = one.reached()
    stands = f"{one.state_words}: {reached.text}" if reached else one.state_words
    texts = (str(place), shortened(one.text, 110), shortened(one.owner, 40), day_written(one.due))
    return (*map(Cell, texts), Cell(stands, reached.figure if reached else None))


def _charts(material: MeetingMaterial) -> Iterator[Slide]:
    """By field, by member, by month, against last year, against target: those that have something to show."""
    found = (
        _by_field(material), _drawn(value_by_unit(material.review)),
        _drawn(blood_by_month(material.review) or blood_by_unit(material.review)), _against_last_year(material),
        _against_plan(material),
    )  # fmt: skip
    yield from (slide for slide in found if slide)


def _drawn(chart: Chart | None) -> Slide | None:
    """A chart of the report as one that people go on editing."""
    if chart is None:
        return None
    figure = next((bar.figure for bar in chart.bars if bar.figure), None)
    if figure is None:
        return None
    sentence = (*chart.sentence[:-1], replace(chart.sentence[-1], text=chart.sentence[-1].text.rstrip(".")))
    return Slide(sentence, _plot((Series(figure.name, chart.bars),), figure.measure, figure.scale,
                                       chart.description, upright=chart.upright))  # fmt: skip


def _plot(series: tuple[Series, ...], measure: str, scale: int, description: str, *, upright: bool) -> Plot:
    bars = [bar for one in series for bar in one.bars if bar]
    top = max((bar.value for bar in bars), default=0)
    money = Measure(measure) is Measure.DONG
    thousands = (3 if top >= 10**9 else 2 if top >= 10**6 else 0) if money else 0
    unit = {3: "tỷ đồng", 2: "triệu đồng"}.get(thousands) or unit_word(Measure(measure))
    names = tuple(
        next(bar.label for bar in column if bar) for column in zip(*(one.bars for one in series), strict=True)
    )
    return Plot(names, series, unit, description, scale, thousands, upright)


def _by_field(material: MeetingMaterial) -> Slide | None:
    """What the total value is made of, by the counting rule."""
    whole = material.review.fact("total.value")
    facts = [one.fact for one in counted(material.review, "total.value") if one.fact.measure == "dong"]
    if whole is None or len(facts) < 2:
        return None
    facts.sort(key=lambda fact: -fact.given)
    share = Fraction(100 * facts[0].given, whole.given)
    bars = tuple(Bar(fact.name, fact.given, in_bar(fact, facts[0]), fact.reference, fact is facts[0]) for fact in facts)
    title = (
        Run(f"{facts[0].name} "), number(facts[0]), Run(f", bằng {percent(share)} tổng trị giá "), number(whole),
    )  # fmt: skip
    told = "; ".join(f"{bar.label} {bar.text}" for bar in bars)
    return Slide(
        merged(title), _plot((Series("Trị giá", bars),), "dong", 0, f"Tổng trị giá gồm: {told}.", upright=False)
    )


def _against_last_year(material: MeetingMaterial) -> Slide | None:
    """Each member's total value beside the year before."""
    before, pairs = material.review.earlier_period, []
    for row in material.review.by_unit if before else ():
        now, then = row.facts.get("total.value"), material.earlier_of(row.key or "").get("total.value")
        if row.key and now and then and (now.positive or then.positive):
            pairs.append((row.label, now, then))
    if before is None or len(pairs) < 2:
        return None
    rose = sum(1 for _, now, then in pairs if comparable(now, then) and now.given > then.given)
    top = max((fact for _, *both in pairs for fact in both), key=lambda fact: fact.given)
    shown = sorted(pairs, key=lambda pair: -pair[1].given)[:MOST_BARS]
    series = tuple(
        Series(capitalized(period_words(period)), tuple(_bar(label, both[place], top) for label, *both in shown))
        for place, period in enumerate((material.review.period, before))
    )
    whole, earlier = material.review.fact("total.value"), material.review.earlier.get("total.value")
    words = change_words(whole, earlier) if whole and earlier else None
    together = [Run(f"; cả {material.review.body.short} "), Run(words, earlier.reference)] if words and earlier else []
    title = (Run(f"{rose}/{len(pairs)} đơn vị tăng tổng trị giá so với {same_period_words(before)}"), *together)
    told = "; ".join(f"{label} {in_bar(now, top)}, cùng kỳ {in_bar(then, top)}" for label, now, then in shown)
    return Slide(title, _plot(series, top.measure, top.scale, f"{told}.", upright=True))


def _bar(label: str, fact: Fact, top: Fact) -> Bar | None:
    return Bar(label, fact.given, in_bar(fact, top), fact.reference) if fact.value is not None else None


def _against_plan(material: MeetingMaterial) -> Slide | None:
    """The scope's targets by share; where it has none, the members' of the indicator that most of them have."""
    code = material.review.body.code
    own = [(aim.fact.name, aim) for aim in material.aims.get(code, ()) if aim.share]
    told = own if len(own) > 1 else _members_aims(material)
    if len(told) < 2:
        return None
    reached, among = sum(1 for _, aim in told if (aim.progress.share or 0) >= 1), len(told)
    told = sorted(told, key=lambda pair: -(pair[1].progress.share or 0))[:MOST_BARS]
    of_one = f"đơn vị đã đạt kế hoạch về {lowered(told[0][1].fact.name)}"
    what = "chỉ tiêu của kế hoạch đã đạt" if len(own) > 1 else of_one
    bars = tuple(_share_bar(label, aim) for label, aim in told)
    days = {aim.progress.passed for _, aim in told}
    passed = f"; thời gian đã qua {percent(days.pop() * 100)}" if len(days) == 1 else ""
    plot = Plot(
        tuple(label for label, _ in told), (Series("Đạt so với kế hoạch", bars),), "% kế hoạch",
        "; ".join(f"{label} {aim.share}" for label, aim in told) + ".", scale=1, upright=False,
    )  # fmt: skip
    return Slide((Run(f"{reached}/{among} {what}{passed}"),), plot)


def _members_aims(material: MeetingMaterial) -> list[tuple[str, Aim]]:
    found: dict[str, list[tuple[str, Aim]]] = {}
    for member in material.review.members:
        for aim in material.aims.get(member.code, ()):
            if aim.share:
                found.setdefault(aim.fact.indicator, []).append((member.short_name, aim))
    return max(found.values(), key=len, default=[])


def _share_bar(label: str, aim: Aim) -> Bar:
    share = aim.progress.percent or 0
    tenths = min(half_up(share * 10), 999) if share < 100 else half_up(share * 10)  # no bar says 100% before it is so
    return Bar(label, tenths, aim.share, aim.fact.reference, strong=share >= 100)


def _missing(material: MeetingMaterial) -> Slide | None:
    lines = [Paragraph(merged(runs)) for runs in gaps(material)]
    late: dict[str, list[str]] = {}
    for member in material.review.members:
        for aim in material.aims.get(member.code, ()):
            if aim.late:
                late.setdefault(lowered(aim.fact.name), []).append(f"{member.short_name} {aim.share}")
    lines += [Paragraph((Run(f"Chậm kế hoạch về {name}: {some_of(who, 8)}."),)) for name, who in late.items()]
    if not lines:
        return Slide((Run("Các đơn vị đã báo cáo đủ"),), Bullets((Paragraph((Run("Không còn số liệu nào thiếu."),)),)))
    return Slide((Run("Số liệu còn thiếu, việc còn chậm"),), Bullets(tuple(lines)))


def _directions(material: MeetingMaterial) -> Slide | None:
    words = (material.review.words.get("directions") or "").splitlines()
    ours = (*material.own, *material.carried)
    lines = [commitment(replace(one, text=shortened(one.text, 100))) for one in ours]
    lines += [(Run(shortened(line.strip(), LETTERS)),) for line in words if line.strip()]
    more = len(lines) - LINES
    if not lines:
        lines = [(Run("[…… chưa có nội dung: phương hướng, nhiệm vụ kỳ tới ……]", italic=True),)]
    remarks = (note(f"Còn {more} nội dung khác trong tài liệu hội nghị."),) if more > 0 else ()
    title = f"Dự thảo phương hướng, nhiệm vụ {next_period_words(material.review.period)}"
    return Slide((Run(title),), Bullets(tuple(Paragraph(merged(runs)) for runs in lines[:LINES])), remarks)


def _visits(material: MeetingMaterial) -> Slide | None:
    gathering, fact = material.review.gathering, material.review.visits
    told = (material.review.words.get("visits") or "").splitlines()
    where = gathering.visits_place or material.occasion.place
    lines: list[tuple[Run, ...]] = []
    if fact and fact.positive:
        lines.append((Run("Thăm, tặng quà "), number(fact, "hộ gia đình"), Run(f" tại {where}." if where else ".")))
    lines += [(Run(shortened(line.strip(), LETTERS)),) for line in told if line.strip()]
    if not lines and not gathering.visits_place:
        return None
    lines = lines or [(Run(f"Thăm hộ gia đình tại {where} trong ngày hội nghị."),)]
    return Slide(
        (Run("Thăm hỏi hộ gia đình nhân dịp hội nghị"),), Bullets(tuple(Paragraph(merged(runs)) for runs in lines))
    )
