"""Open data: indicators, units, and an indicator's numbers of a year by unit and month, row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chungtay.figures.queries.pages import asked_again
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.measures import Measure, unit_word
from chungtay.ledger.rules.kinds import FigureState
from chungtay.openness.queries.chapter import the_chapter
from chungtay.openness.queries.tables import OpenNumber, OpenTable, opened_year, table_of, year_of
from chungtay.openness.queries.work import EARLIEST, public_indicators
from chungtay.openness.rules.cells import REST, TOTAL
from chungtay.openness.rules.published import named_source
from chungtay.organizations.queries import UnitOn, structure

Line = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class DataSet:
    """A table of open data; `columns`: what each means, a message id; `scale`: numbers of `value` are times 10**scale."""

    name: str
    columns: Mapping[str, str]
    rows: tuple[Line, ...]
    scale: int = 0


INDICATORS = {
    "code": gettext_noop("Mã chỉ tiêu, không đổi"), "name_vi": gettext_noop("Tên"), "name_en": gettext_noop("Tên tiếng Anh"),
    "field": gettext_noop("Lĩnh vực"), "kind": gettext_noop("flow: phát sinh, cộng được theo tháng; stock: có đến cuối kỳ; rate: tỷ lệ"),
    "unit_vi": gettext_noop("Đơn vị tính"), "unit_en": gettext_noop("Đơn vị tính bằng tiếng Anh"),
    "definition_vi": gettext_noop("Định nghĩa"), "source": gettext_noop("Căn cứ"),
    "part_of": gettext_noop("Chỉ tiêu đã gồm chỉ tiêu này"), "ended_on": gettext_noop("Ngày thôi đếm"),
}  # fmt: skip
UNITS = {
    "code": gettext_noop("Mã đơn vị, không đổi"), "name": gettext_noop("Tên"), "short_name": gettext_noop("Tên ngắn"),
    "kind": gettext_noop("Loại đơn vị"), "parent_code": gettext_noop("Đơn vị cấp trên"),
    "valid_from": gettext_noop("Từ ngày"), "valid_to": gettext_noop("Đến trước ngày; trống: hiện nay"),
}  # fmt: skip
FIGURES = {
    "indicator": gettext_noop("Mã chỉ tiêu, không đổi"), "year": gettext_noop("Năm"),
    "month": gettext_noop("1 đến 12; year: cả năm; rest: số khai gộp nhiều tháng"),
    "scope": gettext_noop("chapter: toàn Hội; unit: một đơn vị; rest: tại đơn vị, không thuộc cấp dưới"),
    "unit_code": gettext_noop("Mã đơn vị, không đổi"), "unit_name": gettext_noop("Tên đơn vị cuối kỳ"),
    "value": gettext_noop("Số, theo đơn vị tính của chỉ tiêu; trống khi không có số"),
    "state": gettext_noop("value: có số; zero: không phát sinh; not_reported: chưa báo cáo; not_applicable: không áp dụng; not_enough: không đủ căn cứ; hidden: không nêu"),
}  # fmt: skip
HIDDEN = "hidden"


def indicator_data() -> DataSet:
    """Every public indicator, in catalogue order."""
    rows = [
        (
            view.code, view.name_vi, view.name_en, view.field, view.kind, unit_word(Measure(view.measure), "vi"),
            unit_word(Measure(view.measure), "en"), view.definition, named_source(view.source), view.part_of or "",
            view.ended_on.isoformat() if view.ended_on else "",
        )
        for view in public_indicators().values()
    ]  # fmt: skip
    return DataSet("indicators", INDICATORS, tuple(rows))


def unit_data(on: date) -> DataSet:
    """The chapter and all that ever stood below it: a row for each name, kind or parent that a unit had, with its days."""
    known = structure()
    ids = known.descendant_ids([the_chapter(on, known).id])
    rows = [
        (
            one.code, one.name, one.short_name, one.kind, known.code_of(one.parent_id) if one.parent_id else "",
            one.valid_from.isoformat(), one.valid_to.isoformat() if one.valid_to else "",
        )
        for unit in ids
        for one in known.life(unit)
    ]  # fmt: skip
    return DataSet("units", UNITS, tuple(sorted(rows, key=lambda row: (row[0], row[5]))))


def figure_data(code: str, year: int, on: date) -> DataSet | None:
    """A year of an indicator; None where either is none of ours."""
    known = structure()
    chapter = the_chapter(on, known)
    if not EARLIEST <= year <= on.year:
        return None
    period = year_of(year, on)
    try:
        answer = opened_year(chapter, period, known)
    except Refusal:
        return None
    view = public_indicators(answer.catalogue).get(code)
    if view is None:
        return None
    answer = asked_again(answer, None, (code,))
    answer.reads.ahead(lambda: table_of(answer.again()))
    table = table_of(answer)
    ids = [unit for one in table.units for unit in known.bearers(one)]
    names = {unit.code: unit.name for unit in known.units_of(ids, period.last).values()}
    return DataSet(f"{code}-{year}", FIGURES, tuple(_lines(table, chapter, names, year)), view.scale)


def _lines(table: OpenTable, chapter: UnitOn, names: Mapping[str, str], year: int) -> Iterator[Line]:
    scopes = [(TOTAL, "chapter", chapter.code, chapter.name)]
    scopes += [(code, "unit", code, names.get(code, code)) for code in table.units]
    for row, scope, code, name in [*scopes, (REST, "rest", "", "")]:
        for key in (TOTAL, *table.months, REST):
            told = table.cells.get((row, key))
            if told is not None:
                month: str | int = int(key[5:]) if key in table.months else "year" if key == TOTAL else "rest"
                yield table.view.code, year, month, scope, code, name, _value(told), _state(told)


def _value(told: OpenNumber) -> str | int:
    return "" if told.value is None else told.value


def _state(told: OpenNumber) -> str:
    return HIDDEN if told.hidden else str(FigureState(told.state))
