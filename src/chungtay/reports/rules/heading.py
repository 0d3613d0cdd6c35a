"""The head of the document and the words for periods around it."""

from chungtay.documents.rules import Head, Signature
from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.periods import Form, Period

from .material import Material
from .wording import period_words

PARTS_OF_DAY = {
    "": "",
    "morning": gettext_noop("sáng"),
    "afternoon": gettext_noop("chiều"),
    "evening": gettext_noop("tối"),
}
NEAR_THE_YEARS_END = 10  # a review over so many months looks back on the year and ahead to the next
NUMBER_GAP, DAY_GAP = "\u00a0" * 6, "\u00a0" * 4  # room to write three figures, or two


def head(material: Material) -> Head:
    """The head by the settings; the number and the day are left for the records clerk."""
    given = material.heading
    symbol = given.symbol if given.symbol.startswith("BC-") else f"BC-{given.symbol}"
    issuer, year = given.issuer or material.body.name, material.cut_off_on.year
    number, day = f"{NUMBER_GAP}/{symbol}", f"ngày{DAY_GAP}tháng{DAY_GAP}năm\u00a0{year}"
    return Head(
        superior=given.superior.upper(), issuer=issuer.upper(), symbol=symbol, number=f"Số:{number}",
        place_and_date=f"{given.place or '……'}, {day}", kind="BÁO CÁO",
        subject=(
            f"Kết quả công tác Hội và phong trào Chữ thập đỏ {period_words(material.period)};",
            f"phương hướng, nhiệm vụ {next_period_words(material.period)}",
        ),
        addressees=given.addressees, recipients=given.recipients,
        signature=Signature(tuple(line.upper() for line in given.signature_lines), given.signer),
        accompanying=f"(Kèm theo Báo cáo số{number} {day} của {issuer})",
    )  # fmt: skip


def title(material: Material) -> str:
    """The document's name in lists and in file properties."""
    return f"Báo cáo {period_words(material.period)} - {material.body.name}"


def review_words(period: Period) -> str:
    """What a meeting looks back on: "năm 2024" near the year's end, else the period."""
    return f"năm {period.first.year}" if _closes_the_year(period) else period_words(period)


def next_period_words(period: Period) -> str:
    """What a review looks ahead to: the next year, the rest of this one, or the time to come."""
    if _closes_the_year(period):
        return f"năm {period.last.year + 1}"
    months = period.whole_months()
    if months is None or period.first.year != period.last.year or period.form == Form.WINDOW:
        return "thời gian tới"
    if period.form in (Form.TO_DATE, Form.HALF) and period.first.month == 1:
        return f"{12 - period.last.month} tháng cuối năm {period.first.year}"
    return period_words(Period.of_months(months[-1] + 1, months[-1] + len(months)))


def _closes_the_year(period: Period) -> bool:
    months = period.whole_months()
    whole_year_so_far = months is not None and months[0] % 12 == 0 and period.first.year == period.last.year
    return bool(whole_year_so_far and months and len(months) >= NEAR_THE_YEARS_END)
