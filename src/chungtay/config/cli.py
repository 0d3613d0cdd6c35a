"""The command `chungtay`: every management command of the house under one name."""

import gc
import json
import os
import sys

USAGE = 2
SETTINGS = "chungtay.config.settings"


def main() -> None:
    settings = os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    gc.disable()  # what is imported stays: to look through it again and again takes a tenth of a second
    asked = sys.argv[1:]
    if asked[:1] == ["import"]:
        from chungtay.exchange.formats.ahead import begin

        begin(asked[1:])
        if settings == SETTINGS:
            os.environ["DJANGO_SETTINGS_MODULE"] = f"{SETTINGS}.posting"
    import django
    from django.core.management import execute_from_command_line, get_commands

    django.setup()
    gc.freeze()
    gc.enable()
    if not asked or asked in (["--help"], ["-h"], ["help"]):
        print(overview())
    elif not asked[0].startswith("-") and asked[0] not in {*get_commands(), "help", "version"}:
        sys.exit(unknown(asked[0], "--json" in asked))
    else:
        try:
            execute_from_command_line(sys.argv)
        finally:
            gc.freeze()  # the process ends: what it holds is not looked through once more


def overview() -> str:
    """The house's own commands, each with its one line of help."""
    from django.core.management import get_commands, load_command_class
    from django.utils.translation import gettext as _

    ours = {name: str(app) for name, app in sorted(get_commands().items()) if str(app).startswith("chungtay.")}
    width = max(map(len, ours)) + 2
    lines = [f"  {name:<{width}}{load_command_class(app, name).help}" for name, app in ours.items()]
    head = _("Cách dùng: chungtay LỆNH [...]; chungtay LỆNH --help nói rõ từng lệnh.")
    return "\n".join([head, "", *lines])


def unknown(name: str, as_json: bool) -> int:
    """Say that there is no such command; returns the exit code."""
    from django.utils.translation import gettext as _

    message = _("Không có lệnh “%(name)s”; chungtay --help liệt kê các lệnh.") % {"name": name}
    print(json.dumps({"error": {"message": message}}, ensure_ascii=False)) if as_json else print(
        message, file=sys.stderr
    )
    return USAGE
