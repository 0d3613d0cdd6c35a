"""Figures in words: numbers with their unit, states, changes, periods, tags and sources, in the reader's language."""

from collections.abc import Iterable
from fractions import Fraction

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.design.rules.marks import MARKS, Mark
from chungtay.design.templatetags.parts import sentence
from chungtay.design.templatetags.writing import language, say
from chungtay.documents.rules import FigureReference
from chungtay.figures.queries.printed import Change
from chungtay.figures.queries.sources import ILLUSTRATIVE
from chungtay.figures.rules.figures import Figure
from chungtay.kernel.hedges import hedged, hedged_with_unit
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import decimal, half_up, percent, scaled
from chungtay.kernel.periods import Comparison, Period
from chungtay.ledger.rules.keys import BLOOD_DRIVE, MONTHLY_TOTALS, ON_BEHALF, document_place
from chungtay.ledger.rules.kinds import FigureState

register = template.Library()
MANYFOLD = 10  # no office says by how many thousand per cent something grew
NUMBERS = (FigureState.VALUE, FigureState.ZERO)
FIELD_WORDS = {
    "total": gettext_noop("Kết quả chung"),
    "social": gettext_noop("Công tác xã hội"),
    "health": gettext_noop("Chăm sóc sức khỏe"),
    "first_aid": gettext_noop("Sơ cấp cứu"),
    "blood": gettext_noop("Hiến máu tình nguyện"),
    "organ": gettext_noop("Hiến mô, tạng"),
    "tracing": gettext_noop("Tìm kiếm tin tức thân nhân"),
    "disaster": gettext_noop("Phòng ngừa, ứng phó thiên tai"),
    "communication": gettext_noop("Tuyên truyền, huấn luyện"),
    "organization": gettext_noop("Tổ chức Hội"),
    "fund": gettext_noop("Vận động nguồn lực"),
    "emulation": gettext_noop("Thi đua, khen thưởng"),
}
SOURCE_WORDS = {
    MONTHLY_TOTALS: gettext_noop("số tổng hợp tháng"),
    ON_BEHALF: gettext_noop("số tổng hợp tháng, nhập thay đơn vị"),
    BLOOD_DRIVE: gettext_noop("kết quả đợt hiến máu"),
}
VALUE_WORDS = {
    "cash": gettext_noop("bằng tiền"),
    "goods": gettext_noop("bằng hàng"),
    "services": gettext_noop("bằng dịch vụ"),
    "labour": gettext_noop("bằng ngày công"),
    "converted": gettext_noop("quy đổi"),
}
GROUP_WORDS = {
    "poor": gettext_noop("hộ nghèo"),
    "near_poor": gettext_noop("hộ cận nghèo"),
    "agent_orange": gettext_noop("nạn nhân chất độc da cam"),
    "disabled": gettext_noop("người khuyết tật"),
    "patient": gettext_noop("bệnh nhân"),
    "elderly_alone": gettext_noop("người già cô đơn"),
    "orphan": gettext_noop("trẻ mồ côi"),
    "child": gettext_noop("trẻ em"),
    "disaster_hit": gettext_noop("người bị thiên tai"),
    "volunteer_in_need": gettext_noop("tình nguyện viên khó khăn"),
    "other": gettext_noop("đối tượng khác"),
}


@register.filter
def period_words(period: Period) -> str:
    """10 tháng năm 2024."""
    return period.wording(language())


@register.filter
def field_words(field: str) -> str:
    """The name of a field of work; a chapter's own one as it is written."""
    return _(FIELD_WORDS[field]) if field in FIELD_WORDS else field


def unit_of(figure: Figure) -> str:
    """The unit word of a figure's number, empty where the number carries it (10%)."""
    return "" if figure.measure == Measure.PERCENT else unit_word(Measure(figure.measure), language(), figure.value)


def in_sentence(figure: Figure, value: int | None = None) -> str:
    """A number of the figure with its unit, hedged by rule: "6.727 đơn vị máu", "trên 1,2 tỷ đồng"."""
    number = (figure.value or 0) if value is None else value
    return hedged_with_unit(number, Measure(figure.measure), language(), scale=figure.scale)


def rounded(figure: Figure) -> str:
    """The hedged number without its unit, which stands beside it: "trên 1,2 tỷ", "more than 1.2 billion"."""
    if figure.value is None:
        return ""
    words = hedged(figure.value, Measure(figure.measure), language(), scale=figure.scale)
    return words.removesuffix(" đồng").replace("VND ", "", 1)


def exact(figure: Figure, lang: str = "") -> str:
    """Every digit, without the unit; states in words. `lang`: the page's language, where many are written."""
    if figure.state == FigureState.VALUE:
        return scaled(figure.value or 0, figure.scale, lang or language())
    return _(MARKS[Mark(figure.state.value)].word)


def marks_of(figure: Figure, *, illustrative: bool = False) -> tuple[Mark, ...]:
    """What must be said beside the number."""
    said = (
        (figure.estimated, Mark.ESTIMATED),
        (figure.unplaced, Mark.UNPLACED),
        (illustrative, Mark.ILLUSTRATIVE),
    )
    return tuple(mark for there, mark in said if there)


def change_words(now: Figure, before: Figure | None, comparison: Comparison) -> str:
    """The change against the equal period a year before, or why none is told."""
    if comparison.note is not None:
        return say(comparison.note)
    against = period_words(comparison.against)
    if before is None:
        return _("Không có số liệu %(period)s để so sánh.") % {"period": against}
    if now.state not in NUMBERS or before.state not in NUMBERS:
        word = _(MARKS[Mark(before.state.value)].word) if before.state not in NUMBERS else ""
        return _("%(period)s: %(word)s.") % {"period": sentence(against), "word": word} if word else ""
    if now.missing or before.missing:
        return _("Chưa so sánh với %(period)s (%(number)s): chưa đủ đơn vị báo cáo cả hai kỳ.") % {
            "period": against,
            "number": in_sentence(before),
        }
    return _("%(change)s so với %(period)s (%(number)s).") % {
        "change": growth(now, before),
        "period": against,
        "number": in_sentence(before),
    }


def stated(printed: FigureReference, state: str, value: int | None) -> str:
    """A figure of a paper in figures, or what is said in their place."""
    if state == FigureState.VALUE and value is not None:
        return scaled(value, printed.scale, language())
    return _(MARKS[Mark(state)].word)


def difference(change: Change) -> str:
    """What it is now less what was printed, with its sign; empty where they are the same, or one of them is no number."""
    if change.value is None or change.figure.value is None or change.value == change.figure.value:
        return ""
    gap = change.value - change.figure.value
    return ("+" if gap > 0 else "−") + scaled(abs(gap), change.figure.scale, language())


def growth(now: Figure, before: Figure) -> str:
    """Tăng 5,2%; Gấp 12,5 lần (from tenfold on); Giảm dưới 0,1%; Bằng; from nothing, by how much."""
    one, other = now.value or 0, before.value or 0
    if one == other:
        return _("Bằng")
    word = _("Tăng") if one > other else _("Giảm")
    if other <= 0:
        return f"{word} {in_sentence(now, abs(one - other))}"
    if one >= MANYFOLD * other:
        return _("Gấp %(times)s lần") % {"times": decimal(Fraction(one, other), lang=language())}
    share = Fraction(100 * abs(one - other), other)
    if half_up(share * 10) == 0:
        return f"{word} {_('dưới')} {percent(Fraction(1, 10), lang=language())}"
    return f"{word} {percent(share, lang=language())}"


def tag_words(tags: Iterable[str], names: dict[str, str]) -> str:
    """Programmes and disasters by name, kinds of value and groups in words; others as they are."""
    return ", ".join(_tag(tag, names) for tag in sorted(tags))


def _tag(tag: str, names: dict[str, str]) -> str:
    space, _colon, code = tag.partition(":")
    words = {"value": VALUE_WORDS, "group": GROUP_WORDS}.get(space, {})
    return _(words[code]) if code in words else names.get(tag, code or tag)


@register.filter
def source_words(source: str) -> str:
    """Where an entry comes from, as a reader understands it."""
    if source in SOURCE_WORDS:
        return _(SOURCE_WORDS[source])
    if document_place(source) is not None:
        return _("văn bản đã đọc")
    return _("dữ liệu minh họa") if source.startswith(ILLUSTRATIVE) else source


@register.filter
def source_address(source: str) -> str:
    """The marked sentence of the document that an entry was read from; empty for every other source."""
    place = document_place(source)
    return f"{reverse('transcript', args=place[:1])}?so={place[1]}#so-{place[1]}" if place else ""
