"""A list of records row by row, for a file: exactly what the list shows, all of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone, translation

from chungtay.organizations.queries import UnitOn, units_of
from chungtay.records.formats import Value
from chungtay.records.rules import Line
from chungtay.records.templatetags.record_words import (
    amounts_with_names,
    kind_words,
    origin_words,
    state_words,
    title_of,
)

from .lines import lines_of

AT_ONCE = 500  # records read together
HEADING = (
    "Nội dung", "Từ ngày", "Đến ngày", "Đơn vị", "Mã đơn vị", "Loại bản ghi", "Số liệu", "Tình trạng duyệt", "Người ghi",
    "Ghi lúc", "Nguồn", "Mã bản ghi", "Bút toán số",
)  # fmt: skip
WIDTHS = (48, 12, 12, 40, 14, 14, 60, 14, 24, 18, 28, 24, 12)


def record_rows(seqs: Sequence[int], on: date) -> Iterator[tuple[Value, ...]]:
    """The rows of these entries in the order given, in Vietnamese; units as they are called on the day."""
    units: dict[int, UnitOn] = {}
    for start in range(0, len(seqs), AT_ONCE):
        with translation.override("vi"):
            lines = lines_of(seqs[start : start + AT_ONCE])
            units |= units_of({line.unit_id for line in lines} - units.keys(), on)
            rows = [_row(line, units.get(line.unit_id)) for line in lines]
        yield from rows


def _row(line: Line, unit: UnitOn | None) -> tuple[Value, ...]:
    return (
        title_of(line), line.since, line.day, unit.name if unit else "", unit.code if unit else "", kind_words(line),
        amounts_with_names(line.amounts), state_words(line.state), line.by_name,
        f"{timezone.localtime(line.recorded_at):%d/%m/%Y %H:%M}", origin_words(line), line.key, line.seq,
    )  # fmt: skip
