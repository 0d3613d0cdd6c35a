"""Where a printed number comes from, in words: what files say that cannot link to the page behind it."""

from chungtay.documents.rules import STATE_WORDS, FigureReference
from chungtay.kernel.days import day_written
from chungtay.kernel.numbers import scaled

NAMES = ("Chỉ tiêu", "Đơn vị", "Kỳ", "Thẻ", "Giá trị đúng", "Mã chỉ tiêu")


def origin(figure: FigureReference, scope: str = "") -> tuple[str, ...]:
    """The question that the number answers and the exact answer, by `NAMES`; `scope`: whose the paper is."""
    whole = scope or ", ".join(figure.of)
    whose = figure.label or (f"{whole}, {figure.key}" if figure.key else whole)
    period = f"{day_written(figure.first)} - {day_written(figure.last)}"
    return (figure.name, whose, period, ", ".join(figure.tags), _exact(figure), figure.indicator)


def _exact(figure: FigureReference) -> str:
    if figure.value is None or figure.state != "value":
        return STATE_WORDS.get(figure.state, "")
    return scaled(figure.value, figure.scale)
