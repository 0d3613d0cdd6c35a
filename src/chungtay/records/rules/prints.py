"""Papers to sign for a record: the recipients' list with blank lines, the handover minutes. Vietnamese, as they are used.

The head follows Decree 30/2020/NĐ-CP; neither paper carries a number of the outgoing register.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.documents.rules import Cell, Column, Head, Paragraph, Review, Run, Section, Signature, Table
from chungtay.kernel.days import day_written, month_written

LINES_A_PAGE = 20
MOST_LINES = 25 * LINES_A_PAGE
DOTS = "…" * 12


@dataclass(frozen=True, slots=True)
class Signing:
    """What the papers say: whose, where, what; `recipients` how many lines to sign, `counted` in what.

    `given` are lines of what was given with their worth in đồng, written; `value` their sum.
    """

    issuer: str
    superior: str
    place: str
    day: date
    title: str
    where: str
    giver: str
    partners: Sequence[str]
    numbers: Sequence[tuple[str, str]]
    given: Sequence[tuple[str, str]]
    value: str
    recipients: int
    counted: str


def day_of_paper(place: str, day: date) -> str:
    """Quảng Yên, ngày 05 tháng 01 năm 2026."""
    return f"{place or DOTS[:6]}, ngày {day.day:02} tháng {month_written(day.month)} năm {day.year}"


def signature_list(of: Signing) -> Review:
    """Danh sách ký nhận: a line for each recipient, up to MOST_LINES."""
    lines = min(max(of.recipients, 1), MOST_LINES)
    columns = (
        Column("TT", width=6), _words("Họ và tên", 28), _words("Địa chỉ", 26), _words("Nhận (tiền, quà)", 18),
        _words("Ký nhận", 22),
    )  # fmt: skip
    rows = tuple((Cell(str(number)), *[Cell("")] * 4) for number in range(1, lines + 1))
    notes = []
    if of.recipients > MOST_LINES:
        notes.append(f"Số người nhận là {of.recipients} {of.counted}: in thêm danh sách cho những người còn lại.")
    sections = (
        Section("I", "NỘI DUNG", (*_about(of), *_numbers(of))),
        Section("II", "NGƯỜI NHẬN KÝ TÊN", (Table("", columns, rows, notes=tuple(notes)), _total(of))),
    )
    signature = Signature(("NGƯỜI LẬP DANH SÁCH",))
    return _paper(of, "DANH SÁCH", "Ký nhận", sections, signature)


def handover_minutes(of: Signing) -> Review:
    """Biên bản bàn giao: who gave what to whom, and where both sides sign."""
    sections = (
        Section("I", "THÀNH PHẦN", tuple(_parties(of))),
        Section("II", "NỘI DUNG BÀN GIAO", (*_about(of), *(_given(of) or _numbers(of)))),
        Section("III", "CAM KẾT", (
            _body("Hai bên đã kiểm tra, thống nhất số lượng, trị giá nêu trên. Bên nhận cam kết sử dụng đúng mục đích."),
            _body("Biên bản lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản."),
            _both_sign(),
        )),
    )  # fmt: skip
    return _paper(of, "BIÊN BẢN", "Bàn giao", sections, Signature(()))


def _paper(of: Signing, kind: str, subject: str, sections: tuple[Section, ...], signature: Signature) -> Review:
    head = Head(
        superior=of.superior.upper(), issuer=of.issuer.upper(), symbol="", number="",
        place_and_date=day_of_paper(of.place, of.day), kind=kind, subject=(f"{subject}: {of.title}",),
        signature=signature,
    )  # fmt: skip
    return Review(title=f"{subject}: {of.title}", head=head, sections=sections, as_of=of.day, scope=of.issuer)


def _about(of: Signing) -> list[Paragraph]:
    said = [f"Nội dung: {of.title}.", f"Ngày trao: {day_written(of.day)}."]
    said += [f"Nơi trao: {of.where}."] if of.where else []
    said += [f"Nguồn ủng hộ: {of.giver}."] if of.giver else []
    said += [f"Đơn vị phối hợp: {', '.join(of.partners)}."] if of.partners else []
    return [_body(line) for line in said]


def _numbers(of: Signing) -> tuple[Table, ...]:
    if not of.numbers:
        return ()
    columns = (Column("TT", width=6), _words("Nội dung", 60), Column("Số lượng", width=34))
    return (Table("", columns, _numbered(of.numbers)),)


def _given(of: Signing) -> tuple[Table, ...]:
    if not of.given:
        return ()
    columns = (Column("TT", width=6), _words("Tiền, hàng", 60), Column("Thành tiền", "đồng", width=34))
    return (Table("", columns, _numbered(of.given), (Cell(""), Cell("Cộng"), Cell(of.value))),)


def _numbered(lines: Sequence[tuple[str, str]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell(str(number)), Cell(name), Cell(value)) for number, (name, value) in enumerate(lines, start=1))


def _total(of: Signing) -> Paragraph:
    return _body(f"Cộng số người ký nhận: {DOTS[:6]} (bằng chữ: {DOTS}).")


def _parties(of: Signing) -> list[Paragraph]:
    return [
        _body(f"Bên giao: {of.issuer}"), _body(f"Ông (bà): {DOTS} Chức vụ: {DOTS}"),
        _body(f"Bên nhận: {DOTS}{DOTS}"), _body(f"Ông (bà): {DOTS} Địa chỉ: {DOTS}"),
    ]  # fmt: skip


def _both_sign() -> Table:
    columns = (_words("ĐẠI DIỆN BÊN GIAO", 50), _words("ĐẠI DIỆN BÊN NHẬN", 50))
    return Table("", columns, ((Cell("(ký, ghi rõ họ tên)"), Cell("(ký, ghi rõ họ tên)")),))


def _words(heading: str, width: int) -> Column:
    return Column(heading, width=width, number=False)


def _body(text: str) -> Paragraph:
    return Paragraph((Run(text),))
