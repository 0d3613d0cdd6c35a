"""What a certificate of the chapter says. It is the chapter's word, never the state's certificate of a donation."""

from dataclasses import dataclass
from datetime import date

from chungtay.kernel.days import day_written, month_written
from chungtay.kernel.numbers import in_words

from .papers import DOTS, GAP, Issuer

KIND, WORK = "GIẤY GHI NHẬN", "Hiến máu tình nguyện"
NO_STATE_PAPER = (
    "Giấy này do Hội lập theo sổ của Hội. Giấy này không phải và không thay Giấy chứng nhận hiến máu tình nguyện do Ban chỉ"
    " đạo vận động hiến máu tình nguyện cấp sau mỗi lần hiến."
)
OWN_PRINT = "Bản tự in từ trang riêng của người hiến, chưa có chữ ký và con dấu."


@dataclass(frozen=True, slots=True)
class Certificate:
    """One page: whom it thanks, for what, line by line, and what stands at its foot."""

    name: str
    unit: str
    lines: tuple[str, ...]
    number: str
    place_and_date: str
    notes: tuple[str, ...]


def times_words(times: int) -> str:
    """10 (mười) lần."""
    return f"{times} ({in_words(times, 'linh')}) lần"


def honour_certificate(
    issuer: Issuer, *, name: str, unit: str, times: int, tier: str, until: date, day: date | None, paper: str = ""
) -> Certificate:
    """For a tier that was reached; `paper`: the decision, `day`: of handing over (None: left to be written)."""
    lines = [
        f"đã hiến máu tình nguyện {times_words(times)}, tính đến ngày {day_written(until)}",
        f"Mức tôn vinh: {tier}",
    ]
    lines += [f"Theo {paper}"] if paper else []
    return Certificate(name, unit, tuple(lines), _number(issuer), _day(issuer, day), (NO_STATE_PAPER,))


def own_certificate(
    issuer: Issuer, *, name: str, unit: str, times: int, first: date, last: date, on: date
) -> Certificate:  # fmt: skip
    """For the donor, by the own page: how often, since when, by the chapter's book on a day."""
    since = f"Lần đầu ngày {day_written(first)}" + (f", lần gần nhất ngày {day_written(last)}" if times > 1 else "")
    lines = (f"đã hiến máu tình nguyện {times_words(times)}, theo sổ của Hội đến ngày {day_written(on)}", since)
    return Certificate(name, unit, lines, _number(issuer), _day(issuer, None), (OWN_PRINT, NO_STATE_PAPER))


def _number(issuer: Issuer) -> str:
    return f"Số:{GAP}/GGN{'-' if issuer.symbol else ''}{issuer.symbol}"


def _day(issuer: Issuer, day: date | None) -> str:
    if day is None:
        return f"{issuer.place or DOTS}, ngày {DOTS} tháng {DOTS} năm {DOTS}"
    return f"{issuer.place or DOTS}, ngày {day.day:02} tháng {month_written(day.month)} năm {day.year}"
