"""`chungtay units`: what lies below a unit, or who is in a cluster, on a day."""

from datetime import date, timedelta
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext

from chungtay.design.management.base import HouseCommand, a_day
from chungtay.organizations.queries import UnitOn, codes_of, units_under
from chungtay.organizations.rules import KIND_NAMES, UnitKind

KINDS = [kind.value for kind in UnitKind if kind is not UnitKind.NATION]


class Command(HouseCommand):
    help = "Liệt kê các đơn vị bên dưới một đơn vị, hoặc các thành viên của một cụm, vào một ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--of", required=True, metavar="CODE", help=gettext("mã đơn vị (22) hoặc mã cụm (22/cum-2)")
        )
        parser.add_argument("--on", required=True, type=a_day, metavar="D", help=gettext("ngày"))
        parser.add_argument("--kind", choices=KINDS, help=gettext("chỉ loại này; với cụm: ở mọi cấp bên dưới"))
        self.add_json(parser)

    def handle(self, *_args: Any, of: str, on: date, kind: str | None, json: bool, **_options: Any) -> None:
        units = units_under(of, on, kind)
        parents = codes_of(unit.parent_id for unit in units if unit.parent_id is not None)
        if json:
            self.answer({"units": [_row(unit, parents) for unit in units]})
            return
        for unit in units:
            end = f"{unit.valid_to - timedelta(days=1):%d/%m/%Y}" if unit.valid_to else ""
            name = gettext(KIND_NAMES[UnitKind(unit.kind)])
            self.stdout.write(f"{unit.code:<14} {unit.name:<60} {name:<22} {unit.valid_from:%d/%m/%Y} - {end}".rstrip())


def _row(unit: UnitOn, parents: dict[int, str]) -> dict[str, object]:
    """`to` is the first day on which the unit stands no more."""
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "parent": parents.get(unit.parent_id) if unit.parent_id is not None else None,
        "from": unit.valid_from,
        "to": unit.valid_to,
    }
