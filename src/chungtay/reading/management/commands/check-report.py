"""`chungtay check-report FILE --of CODE`: every number of a report beside the ledger."""

from collections import Counter
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.design.management.base import HouseCommand
from chungtay.design.templatetags.writing import number
from chungtay.reading.management.telling import figure_line, figure_told, plain, read
from chungtay.reading.queries.checking import check_known, verdicts
from chungtay.reading.rules.agreeing import Agreement, Verdict
from chungtay.unpacking.rules import Document

_MARKS = {Agreement.AGREES: "=", Agreement.DIFFERS: "≠", Agreement.UNKNOWN: "?"}


class Command(HouseCommand):
    """Ends with 0 whatever it finds: the answer says what differs, and that is no fault of the file or of the book."""

    help = "Đối chiếu từng số trong một báo cáo với sổ: khớp, lệch bao nhiêu, chưa rõ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help=_("tệp báo cáo"))
        parser.add_argument("--of", metavar="CODE", required=True, help=_("đơn vị hoặc cụm của báo cáo"))
        self.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        of = check_known(options["of"])
        document, reading = read(options["file"], of, timezone.localdate())
        found = list(verdicts(document, reading))
        counts = Counter(verdict.agreement for verdict in found)
        summary = {agreement.value: counts[agreement] for agreement in Agreement}
        if options["json"]:
            told = [{**figure_told(document, v.figure), **_as_told(v)} for v in found]
            self.answer({"file": options["file"], "title": document.title, "of": of, **summary, "figures": told})
            return
        for verdict in found:
            self.stdout.write(_line(document, verdict))
        self.stdout.write(_("%(agrees)s số khớp, %(differs)s số lệch, %(unknown)s số chưa rõ.") % summary)


def _as_told(verdict: Verdict) -> dict[str, Any]:
    return {
        "result": verdict.agreement.value,
        "ledger": plain(verdict.ledger),
        "difference": plain(verdict.difference),
        "reason": _(verdict.why) if verdict.why else None,
    }


def _line(document: Document, verdict: Verdict) -> str:
    line = f"{_MARKS[verdict.agreement]} {figure_line(document, verdict.figure)}"
    if (
        verdict.agreement is Agreement.DIFFERS
        and isinstance(verdict.ledger, int)
        and isinstance(verdict.difference, int)
    ):
        sign = "+" if verdict.difference > 0 else ""
        said = {"ledger": number(verdict.ledger), "difference": f"{sign}{number(verdict.difference)}"}
        return line + " · " + _("sổ: %(ledger)s (%(difference)s)") % said
    if verdict.agreement is Agreement.DIFFERS:
        return line + " · " + _("sổ: %(ledger)s") % {"ledger": verdict.ledger}
    return f"{line} · {_(verdict.why)}" if verdict.why else line
