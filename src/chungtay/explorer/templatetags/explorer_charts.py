"""The charts and the map of an exploration, for its page and for its files."""

from dataclasses import dataclass, replace
from fractions import Fraction

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.design.rules import charts, plots
from chungtay.design.rules.charts import Bar, BarChart, Chart, Series, Tone
from chungtay.design.rules.drawing import SCREEN, Palette, Writer
from chungtay.design.rules.marks import MARKS
from chungtay.design.templatetags.parts import NARROW, WIDE, sentence
from chungtay.design.templatetags.writing import language
from chungtay.explorer.queries import Explored, Place
from chungtay.explorer.rules import View
from chungtay.explorer.rules.maps import Bubble, BubbleMap, Point, bubble_map
from chungtay.explorer.rules.sheets import PAPER, Framed, framed
from chungtay.figures.rules import By, Figure
from chungtay.figures.templatetags.figure_words import in_sentence, period_words, rounded, unit_of
from chungtay.kernel.days import month_label
from chungtay.kernel.hedges import exactly
from chungtay.kernel.measures import Measure
from chungtay.kernel.numbers import percent
from chungtay.ledger.rules import IndicatorView
from chungtay.ledger.rules.kinds import FigureState

from .explorer_tables import reports, rows_told
from .explorer_words import about, behind_row, called, heading, marks_of_page, row_name, written

register = template.Library()
MAP_WORDS = gettext_noop(
    "Diện tích hình tròn theo số liệu. Chấm nhỏ là xã, phường, thị trấn ở đúng vị trí. Vòng rỗng là đơn vị chưa có số."
)
Drawing = Chart | BarChart | BubbleMap


@dataclass(frozen=True, slots=True)
class Places:
    """Points of the rows' units, the codes of those without one, and of all communes of the scope."""

    places: tuple[Place, ...]
    without: tuple[str, ...]
    dots: tuple[Point, ...]


def drawings(page: Explored, places: Places | None = None, *, linked: bool = True) -> list[Drawing]:
    """What the view shows as pictures; nothing of an indicator without any number."""
    view, told = page.asked.view, rows_told(page)
    if view == View.MAP and places is not None:
        return [_map(page, told[0], places, linked)] if told and (places.places or places.dots) else []
    if view == View.LINES:
        return _lines(page, told)
    if page.asked.by == By.MONTH:
        return [_columns(page, one, linked) for one in told if _known(page, one)]
    return [_bars(page, one, linked) for one in told if _known(page, one)]


def _known(page: Explored, view: IndicatorView) -> bool:
    return any(line.figures[view.code].value for line in page.lines if view.code in line.figures)


def drawn(drawing: Drawing, width: float, palette: Palette = SCREEN) -> str:
    """A picture as SVG."""
    if isinstance(drawing, BubbleMap):
        return bubble_map(drawing, width, palette)
    if isinstance(drawing, BarChart):
        return charts.bars(drawing, width, palette)
    return (plots.lines if drawing.key.startswith("lines") else plots.columns)(drawing, width, palette=palette)


@register.inclusion_tag("design/chart.html")
def picture(drawing: Drawing) -> dict[str, object]:
    """A picture twice, for narrow and wide screens, so that letters keep their size."""
    narrow = drawn(replace(drawing, key=f"{drawing.key}-narrow"), NARROW)
    return {"title": drawing.title, "narrow": _safe(narrow), "wide": _safe(drawn(drawing, WIDE))}


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 - drawn and escaped by rules


def _key(view: IndicatorView) -> str:
    return view.code.replace(".", "-").replace("_", "-")


def _top(page: Explored, view: IndicatorView) -> tuple[str, Figure] | None:
    rows = [(line.key, line.figures[view.code]) for line in page.lines if line.key and view.code in line.figures]
    key, figure = max(rows, key=lambda row: row[1].value or 0, default=("", None))
    return (row_name(page, key, full=False), figure) if figure is not None and figure.value else None


def _title(page: Explored, view: IndicatorView) -> str:
    """The sentence that the picture shows."""
    found = _top(page, view)
    if found is None:
        return called(view)
    name, figure = found
    given = {"name": called(view), "row": name, "number": in_sentence(figure)}
    whole = page.totals[view.code].value
    if whole and figure.kind == "flow" and page.asked.by == By.UNIT:
        share = percent(Fraction(100 * (figure.value or 0), whole), lang=language())
        return _("%(name)s: %(row)s có số lớn nhất, %(number)s, bằng %(share)s tổng số.") % (given | {"share": share})
    return _("%(name)s: %(row)s có số lớn nhất, %(number)s.") % given


def _described(page: Explored, view: IndicatorView) -> str:
    rows = (f"{row_name(page, line.key, full=False)} {written(line.figures.get(view.code))}" for line in page.lines)
    return "; ".join(rows)


def _bars(page: Explored, view: IndicatorView, linked: bool) -> BarChart:
    top = _top(page, view)
    bars = []
    for line in page.lines:
        figure = line.figures.get(view.code)
        name = row_name(page, line.key, full=False)
        if figure is None or (not figure.value and figure.state not in (FigureState.NOT_REPORTED, FigureState.ZERO)):
            continue
        href = behind_row(page.asked.question, view.code, page.asked.by, line.key) if linked else ""
        if figure.value is None:
            bars.append((-1, Bar(name, None, written(figure), href=href)))
        else:
            tone: Tone = "accent" if top and name == top[0] else "grey"
            words = rounded(figure) if figure.state == FigureState.VALUE else written(figure)
            bars.append((figure.value, Bar(name, float(max(figure.value, 0)), words, tone, href)))
    bars.sort(key=lambda bar: -bar[0])
    return BarChart(f"bars-{_key(view)}", _title(page, view), _described(page, view), tuple(bar for _, bar in bars))


def _columns(page: Explored, view: IndicatorView, linked: bool) -> Chart:
    lines = [line for line in page.lines if line.key]
    series = [Series(_years(page), tuple(_scaled(view, line.figures.get(view.code)) for line in lines))]
    if page.is_compared and any(line.before for line in lines):
        values = tuple(_scaled(view, line.earlier.get(view.code)) for line in lines)
        series.append(Series(_years(page, earlier=True), values))
    ways = [
        (
            behind_row(page.asked.question, view.code, By.MONTH, line.key),
            f"{row_name(page, line.key)}: {written(line.figures.get(view.code))}",
        )
        for line in lines
    ]
    return Chart(
        f"columns-{_key(view)}", _title(page, view), _described(page, view), _months(page), tuple(series),
        _writer(view), tuple(ways) if linked else (),
    )  # fmt: skip


def _lines(page: Explored, told: list[IndicatorView]) -> list[Drawing]:
    """Lines of one measure in one chart; of one indicator beside the earlier period."""
    groups: dict[tuple[str, int], list[IndicatorView]] = {}
    for view in told:
        if _known(page, view):
            groups.setdefault((view.measure, view.scale), []).append(view)
    found: list[Drawing] = []
    for views in groups.values():
        lines = [line for line in page.lines if line.key]
        first = _columns(page, views[0], linked=False)
        series = first.series if len(views) == 1 else tuple(
            Series(called(view), tuple(_scaled(view, line.figures.get(view.code)) for line in lines)) for view in views
        )  # fmt: skip
        title = first.title if len(views) == 1 else ", ".join(map(called, views))
        described = ". ".join(f"{called(view)}: {_described(page, view)}" for view in views)
        key = f"lines-{_key(views[0])}"
        found.append(replace(first, key=key, title=title, description=described, series=series))
    return found


def _map(page: Explored, view: IndicatorView, places: Places, linked: bool) -> BubbleMap:
    points = {place.code: place.point for place in places.places}
    bubbles = []
    for line in page.lines:
        figure = line.figures.get(view.code)
        if line.key not in points or figure is None:
            continue
        href = behind_row(page.asked.question, view.code, By.UNIT, line.key) if linked and figure.value else ""
        value = None if figure.value is None else float(figure.value)
        words = written(figure) if figure.value is None else f"{written(figure)} {unit_of(figure)}"
        bubbles.append(Bubble(row_name(page, line.key, full=False), words, points[line.key], value, href))
    return BubbleMap(f"map-{_key(view)}", _title(page, view), _described(page, view), tuple(bubbles), places.dots)


def _scaled(view: IndicatorView, figure: Figure | None) -> float | None:
    return None if figure is None or figure.value is None else figure.value / 10**view.scale


def _years(page: Explored, *, earlier: bool = False) -> str:
    period = page.comparison.against if earlier and page.comparison else page.asked.period
    one, other = period.first.year, period.last.year
    if page.comparison and page.comparison.against.last.year == page.asked.period.first.year:
        return sentence(period_words(period))
    return str(one) if one == other else f"{one}–{other}"


def _months(page: Explored) -> tuple[str, ...]:
    keys = [line.key for line in page.lines if line.key]
    return tuple(f"T{int(key[5:])}" if language() == "vi" else month_label(_month(key), "en")[:3] for key in keys)


def _month(key: str) -> int:
    return int(key[:4]) * 12 + int(key[5:]) - 1


def _writer(view: IndicatorView) -> Writer:
    scale, measure = 10**view.scale, Measure(view.measure)
    return lambda value: exactly(round(value * scale), measure, language(), view.scale).removesuffix(" đồng")


def picture_file(page: Explored, places: Places | None = None) -> str:
    """The chart or map of this very question as an SVG that stands alone, with its marks inside."""
    shown = []
    for drawing in drawings(page, places, linked=False):
        svg = drawn(drawing, 640, PAPER)
        shown.append((drawing.title, svg, float(svg.split('height="', 1)[1].split('"', 1)[0])))
    notes = [f"{sentence(_(MARKS[mark].word))}: {_(MARKS[mark].meaning)}" for mark in marks_of_page(page)]
    if places is not None:
        notes.insert(0, _(MAP_WORDS))
    notes += reports(page)
    return framed(Framed(heading(page), (sentence(about(page)),), tuple(shown), tuple(notes)))
