"""`chungtay submit`: a unit's periodic report, handed in by a script."""

import json as reader
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand
from chungtay.kernel.errors import Refusal, gettext_noop, reason
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Permission
from chungtay.submissions.actions import record_submission, revise_submission, submit_submission
from chungtay.submissions.management.asking import person_who_may, round_named, round_of, unit_of
from chungtay.submissions.models import Submission
from chungtay.submissions.queries.calendar import round_period
from chungtay.submissions.queries.submissions import frozen
from chungtay.submissions.rules.calendar import period_code

_UNREADABLE = gettext_noop("Không đọc được tệp “%(path)s”: %(why)s")
_NO_WORDS = gettext_noop("Tệp “%(path)s” cần là một đối tượng JSON: mỗi phần một đoạn văn bản.")
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
        user = person_who_may(options["by"], unit, on, Permission.APPROVE, Permission.PUBLISH)
        whose: dict[str, Any] = {"by": user, "at": at, "round_id": one.pk, "unit_id": unit.id}
        words = _words(options["words"]) if options["words"] else None
        with transaction.atomic():
            if options["revise"]:
                revise_submission(**whose)
            if words:
                record_submission(**whose, words=words)
            row = submit_submission(**whose, estimate=options["estimate"])
        if json:
            self.answer(_told(row, unit.code))
            return
        said = gettext("Đã gửi, số %(number)s: %(report)s, %(period)s của %(unit)s, lần %(revision)s.")
        given = {"number": row.pk, "report": one.type.name, "unit": unit.name, "revision": row.revision}
        self.stdout.write(said % (given | {"period": round_period(one)}))


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
        "figures": figures,
    }  # fmt: skip
