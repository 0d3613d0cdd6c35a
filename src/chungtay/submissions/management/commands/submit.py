"""`chungtay submit`: a unit's periodic report, handed in by a script."""

import json as reader
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand
from chungtay.kernel.errors import Refusal, gettext_noop, reason
from chungtay.organizations.queries import structure
from chungtay.scrutiny.rules.checks import CheckWarning
from chungtay.scrutiny.templatetags.check_words import warning_words
from chungtay.submissions.actions import record_submission, revise_submission, submit_submission
from chungtay.submissions.management.asking import person_who_may, round_named, round_of, unit_of
from chungtay.submissions.models import Submission
from chungtay.submissions.queries.calendar import round_period
from chungtay.submissions.queries.ready import warnings_for
from chungtay.submissions.queries.submissions import frozen
from chungtay.submissions.rules.calendar import period_code

_UNREADABLE = gettext_noop("Không đọc được tệp “%(path)s”: %(why)s")
_NO_WORDS = gettext_noop("Tệp “%(path)s” cần là một đối tượng JSON: mỗi phần một đoạn văn bản.")
_EXPLAIN = gettext_noop("Ghi --explain CHECK=TEXT cho những chỗ bị hỏi. Cần có: %(needed)s. Các chỗ bị hỏi: %(asked)s.")
_WHICH = gettext_noop("Cần --round, hoặc cả --report và --period.")


class Command(HouseCommand):
    help = "Gửi báo cáo định kỳ của một đơn vị: giữ nguyên số liệu lúc gửi, xác nhận đủ số liệu của kỳ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--unit", required=True, metavar="CODE", help=gettext("mã đơn vị nộp báo cáo"))
        parser.add_argument("--round", type=int, metavar="ID", help=gettext("số của kỳ báo cáo"))
        parser.add_argument("--report", metavar="NAME", help=gettext("tên loại báo cáo, khi không ghi --round"))
        parser.add_argument("--period", metavar="P", help=gettext("kỳ như lệnh due ghi: 2024-10, 2024-Q3, 2024"))
        parser.add_argument("--words", type=Path, metavar="FILE.json", help=gettext("lời báo cáo, mỗi phần một khóa"))
        parser.add_argument("--estimate", action="store_true", help=gettext("số ước, gửi trước khi hết kỳ"))
        parser.add_argument(
            "--explain", action="append", default=[], metavar="CHECK=TEXT", help=gettext("giải thích một chỗ bị hỏi; ghi nhiều lần được")
        )  # fmt: skip
        parser.add_argument("--revise", action="store_true", help=gettext("lần mới của báo cáo đã được tiếp nhận"))
        parser.add_argument("--by", required=True, metavar="LOGIN", help=gettext("người gửi"))
        self.add_json(parser)

    def handle(self, *_args: Any, json: bool, **options: Any) -> None:
        at, known = timezone.now(), structure()
        if options["round"] is None and not (options["report"] and options["period"]):
            raise Refusal(_WHICH)
        on, code = timezone.localdate(at), options["unit"]
        one = (
            round_of(options["round"])
            if options["round"] is not None
            else round_named(options["report"], options["period"], code, on, known)
        )
        unit = unit_of(code, one.last_on, known)
        user = person_who_may(options["by"], unit, on, sending=True)
        whose: dict[str, Any] = {"by": user, "at": at, "round_id": one.pk, "unit_id": unit.id}
        words = _words(options["words"]) if options["words"] else None
        said = _said(options["explain"], warnings_for(one, unit.id, known, estimate=options["estimate"]))
        with transaction.atomic():
            if options["revise"]:
                revise_submission(**whose)
            if words:
                record_submission(**whose, words=words)
            row = submit_submission(**whose, estimate=options["estimate"], explanations=said)
        if json:
            self.answer(_told(row, unit.code))
            return
        done = gettext("Đã gửi, số %(number)s: %(report)s, %(period)s của %(unit)s, lần %(revision)s.")
        given = {"number": row.pk, "report": one.type.name, "unit": unit.name, "revision": row.revision}
        self.stdout.write(done % (given | {"period": round_period(one)}))
        for asked in row.warnings:
            self.stdout.write(f"  {asked['key']}: {warning_words(asked)} {asked['explanation']}".rstrip())


def _said(given: Sequence[str], asked: Sequence[CheckWarning]) -> dict[str, str]:
    """The explanations by check. Raises Refusal where one is of no check that is asked, and where one that is needed is not
    given, naming what is asked."""
    said = {key: text for key, _, text in (one.partition("=") for one in given)}
    needed = {one.key for one in asked if one.contradiction}
    if said.keys() - {one.key for one in asked} or needed - {key for key, text in said.items() if text.strip()}:
        listed = "; ".join(f"{one.key} ({warning_words(one)})" for one in asked)
        raise Refusal(_EXPLAIN, asked=listed or "-", needed=", ".join(sorted(needed)) or "-")
    return said


def _words(path: Path) -> dict[str, str]:
    try:
        given = reader.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal(_UNREADABLE, path=str(path), why=reason(error)) from error
    except ValueError:
        raise Refusal(_NO_WORDS, path=str(path)) from None
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise Refusal(_NO_WORDS, path=str(path))
    return given


def _told(row: Submission, code: str) -> dict[str, Any]:
    figures = [
        {"indicator": f.indicator, "tags": list(f.tags), "state": f.state, "value": f.value} for f in frozen(row)
    ]
    return {
        "submission": row.pk, "unit": code, "report": row.round.type.name, "period": period_code(round_period(row.round)),
        "revision": row.revision, "estimate": row.estimate, "state": row.state, "seq": row.seq, "hash": row.hash,
        "figures": figures, "warnings": [{key: one[key] for key in ("key", "code", "explanation")} for one in row.warnings],
    }  # fmt: skip
