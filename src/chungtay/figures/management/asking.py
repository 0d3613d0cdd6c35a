"""How the commands of the ledger take a question and print an answer."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import CommandParser

from chungtay.design.management.base import a_day
from chungtay.figures.queries import By, Question
from chungtay.figures.queries.tags import known_tags
from chungtay.kernel.days import EARLIEST, LATEST
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries import head, seq_at
from chungtay.ledger.queries.head import recorded_at


def add_question(parser: CommandParser) -> None:
    """The scope and the period of a question."""
    parser.add_argument(
        "--of", action="append", required=True, metavar="CODE", help="đơn vị hoặc cụm; nhiều lần là hợp"
    )
    parser.add_argument("--from", dest="first", type=a_day, required=True, metavar="D", help="từ ngày")
    parser.add_argument("--to", dest="last", type=a_day, required=True, metavar="D", help="đến hết ngày")
    parser.add_argument("--tag", action="append", default=[], metavar="CODE", help="nhãn; nhiều lần thì phải đủ cả")
    parser.add_argument(
        "--known-at", metavar="MOMENT", help="theo hiểu biết tại thời điểm (ISO; không ghi múi giờ là UTC)"
    )


def question_of(options: dict[str, Any], indicators: list[str], by: str | None = None) -> Question:
    """The question that the options ask."""
    return Question(
        of=tuple(options["of"]),
        first=options["first"],
        last=options["last"],
        indicators=tuple(indicators),
        tags=known_tags(options["tag"], options["last"]),
        by=By(by) if by else None,
        known_seq=seq_at(_moment(options["known_at"])) if options["known_at"] else None,
    )


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not EARLIEST <= moment.date() <= LATEST:
        message = gettext_noop("“%(text)s” không phải là thời điểm; ví dụ đúng: 2024-11-11T16:31:00+07:00.")
        raise Refusal(message, text=text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def known_at(question: Question) -> dict[str, Any]:
    """Where the book stood for the answer: the last entry's number and moment."""
    now = head()
    seq = now.seq if question.known_seq is None else question.known_seq
    at = now.recorded_at if question.known_seq is None else recorded_at(seq)
    return {"seq": seq, "at": at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None}
