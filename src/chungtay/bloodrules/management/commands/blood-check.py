"""`chungtay blood-check CASES.json`: worked cases of the rules of giving blood, answered by the product's own."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from chungtay.bloodrules.formats.cases import answered_cases
from chungtay.design.management.base import HouseCommand
from chungtay.kernel.errors import Refusal, gettext_noop, reason

NOT_READ = gettext_noop("Không đọc được tệp %(path)s: %(why)s")
NOT_JSON = gettext_noop("không phải JSON (dòng %(line)s, cột %(column)s)")
NOT_OBJECT = gettext_noop("phần ngoài cùng không phải một đối tượng JSON")


class Command(HouseCommand):
    """Ends with 0 when every case could be answered; where the file says what it expects, the answer beside it."""

    help = "Giải các ca mẫu về quy tắc hiến máu bằng chính quy tắc của phần mềm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="CASES", help=_("tệp ca mẫu, JSON"))
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        values = _read(options["file"])
        answers = dict(answered_cases(values))
        if options["json"]:
            self.answer({"cases": [{"id": named, "answer": answer} for named, answer in answers.items()]})
            return
        expected = {str(case.get("id")): case["expect"] for case in values["cases"] if "expect" in case}
        wrong = [named for named, answer in answers.items() if named in expected and expected[named] != answer]
        for named in wrong:
            said = {"id": named, "answer": json.dumps(answers[named]), "expected": json.dumps(expected[named])}
            self.stdout.write(_("%(id)s: ra %(answer)s, tệp ghi %(expected)s") % said)
        counts = {"count": len(answers), "expected": len(expected), "wrong": len(wrong)}
        self.stdout.write(_("%(count)s ca, %(expected)s ca có đáp án, %(wrong)s ca lệch.") % counts)


def _read(path: str) -> dict[str, Any]:
    try:
        values = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise Refusal(NOT_READ, path=path, why=reason(error)) from None
    except json.JSONDecodeError as error:
        raise Refusal(NOT_READ, path=path, why=Refusal(NOT_JSON, line=error.lineno, column=error.colno)) from None
    except UnicodeDecodeError:
        raise Refusal(NOT_READ, path=path, why=Refusal(NOT_JSON, line=1, column=1)) from None
    if not isinstance(values, dict):
        raise Refusal(NOT_READ, path=path, why=Refusal(NOT_OBJECT))
    return values
