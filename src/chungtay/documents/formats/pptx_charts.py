"""Charts of slides as PowerPoint's own, with the exact numbers in the workbook that it opens to edit them."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from pptx.chart.chart import Chart as Drawing
from pptx.chart.data import CategoryChartData
from pptx.chart.series import BarSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.slide import Slide as Page
from pptx.util import Inches, Pt
from xlsxwriter import Workbook

from chungtay.documents.rules import Bar, Plot

from .origins import NAMES, origin
from .packing import LONG_AGO
from .svg import ACCENT, GREY, INK

VIETNAMESE = "[$-42A]"  # decimal comma whatever the reader's machine speaks
SIZE = 14


def add_chart(page: Page, plot: Plot, place: tuple[float, float, float, float]) -> None:
    """The chart at a place of the slide (left, top, width, height in inches)."""
    data = CategoryChartData(number_format=number_format(plot))
    data.categories = plot.categories
    for series in plot.series:
        data.add_series(series.name, [_value(bar, plot) for bar in series.bars])
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if plot.upright else XL_CHART_TYPE.BAR_CLUSTERED
    frame = page.shapes.add_chart(kind, *map(Inches, place), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plot.description)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(_workbook(plot))
    _style(frame.chart, plot)


def number_format(plot: Plot) -> str:
    """How numbers are labelled; each comma at the end divides by a thousand."""
    decimals = plot.scale if not plot.thousands else 2 if plot.thousands > 2 else 0
    return f"{VIETNAMESE}#,##0{'.' + '0' * decimals if decimals else ''}{',' * plot.thousands}"


def _value(bar: Bar | None, plot: Plot) -> float | int | None:
    if bar is None:
        return None
    return bar.value / 10**plot.scale if plot.scale else bar.value


def _style(drawing: Drawing, plot: Plot) -> None:
    drawing.font.size, drawing.font.color.rgb = Pt(SIZE), _colour(INK)
    drawing.has_title = True
    drawing.chart_title.text_frame.text = f"Đơn vị tính: {plot.unit}"
    drawing.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    drawing.chart_title.text_frame.paragraphs[0].runs[0].font.bold = False
    drawing.chart_title.include_in_layout = False
    drawing.has_legend = len(plot.series) > 1  # one series is named by the statement above it
    if drawing.has_legend:
        drawing.legend.position, drawing.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _axes(drawing, plot)
    bars = drawing.plots[0]
    bars.gap_width, bars.overlap = 55 if len(plot.categories) > 3 else 150, -5 if len(plot.series) > 1 else 0
    bars.has_data_labels = True
    labels = bars.data_labels
    labels.number_format, labels.number_format_is_linked = number_format(plot), False
    labels.show_value, labels.font.size = True, Pt(SIZE)
    for number, series in enumerate(bars.series):
        _paint(series, plot, number)


def _axes(drawing: Drawing, plot: Plot) -> None:
    """No grid and no scale: every bar says its number; names beside lying bars from top to bottom."""
    values, names = drawing.value_axis, drawing.category_axis
    values.minimum_scale, values.visible = 0, False
    values.has_major_gridlines = False
    names.major_tick_mark, names.has_major_gridlines = XL_TICK_MARK.NONE, False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.reverse_order = not plot.upright


def _paint(series: BarSeries, plot: Plot, number: int) -> None:
    strong = [bar is not None and bar.strong for bar in plot.series[number].bars]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _colour(ACCENT if number == 0 and not any(strong) else GREY)
    for place, stands_out in enumerate(strong):
        if stands_out:
            fill = series.points[place].format.fill
            fill.solid()
            fill.fore_color.rgb = _colour(ACCENT)


def _colour(text: str) -> RGBColor:
    return RGBColor.from_string(text[1:].upper())


def _workbook(plot: Plot) -> bytes:
    """The numbers where PowerPoint looks for them, and on a second sheet what each of them answers."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(*LONG_AGO)})
    shown = book.add_format({"num_format": number_format(plot)})
    sheet = book.add_worksheet("Sheet1")
    sheet.write_column(1, 0, plot.categories)
    for column, series in enumerate(plot.series, start=1):
        sheet.write_string(0, column, series.name)
        for row, bar in enumerate(series.bars, start=1):
            if bar is not None:
                sheet.write_number(row, column, _value(bar, plot) or 0, shown)
    beside = book.add_worksheet("Nguồn số liệu")
    beside.write_row(0, 0, ("Số", *NAMES))
    for row, texts in enumerate(_origins(plot), start=1):
        for column, text in enumerate(texts):
            beside.write_string(row, column, text)
    book.close()
    return out.getvalue()


def _origins(plot: Plot) -> Iterator[tuple[str, ...]]:
    for series in plot.series:
        yield from ((bar.text, *origin(bar.figure)) for bar in series.bars if bar and bar.figure)
