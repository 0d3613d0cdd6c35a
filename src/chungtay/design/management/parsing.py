"""The words of a command's parser: those that argparse and Django say of themselves, in the language of the house."""

import argparse
from typing import Final

from django.utils.translation import gettext

from chungtay.kernel.errors import gettext_noop

# What argparse says, word for word (its own gettext finds no catalogue of ours), and what is said instead.
WORDS: Final = {
    "usage: ": gettext_noop("Cách dùng: "),
    "positional arguments": gettext_noop("tham số"),
    "options": gettext_noop("tùy chọn"),
    "show this help message and exit": gettext_noop("in hướng dẫn này"),
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "unrecognized arguments: %s": gettext_noop("không có tham số này: %s"),
    "ambiguous option: %(option)s could match %(matches)s": gettext_noop("%(option)s viết chưa đủ: %(matches)s"),
    "not allowed with argument %s": gettext_noop("không dùng cùng %s"),
    "ignored explicit argument %r": gettext_noop("không nhận giá trị %r"),
    "the following arguments are required: %s": gettext_noop("còn thiếu: %s"),
    "one of the arguments %s is required": gettext_noop("cần một trong các tham số: %s"),
    "expected one argument": gettext_noop("cần một giá trị"),
    "expected at most one argument": gettext_noop("nhận nhiều nhất một giá trị"),
    "expected at least one argument": gettext_noop("cần ít nhất một giá trị"),
    "expected %s argument": gettext_noop("cần %s giá trị"),
    "expected %s arguments": gettext_noop("cần %s giá trị"),
    "invalid %(type)s value: %(value)r": gettext_noop("giá trị không đúng: %(value)s"),
    "invalid choice: %(value)r (choose from %(choices)s)": gettext_noop(
        "không có lựa chọn %(value)s; hãy chọn: %(choices)s"
    ),
}
# Django's own options work in every command and concern nobody who runs the house.
OF_DJANGO: Final = frozenset(
    {
        "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color", "--force-color",
        "--skip-checks",
    }
)  # fmt: skip


def speak_our_language() -> None:
    """From now on argparse takes its words from here."""
    argparse._ = _said  # type: ignore[attr-defined]
    argparse.ngettext = _counted  # type: ignore[attr-defined]


def _said(message: str) -> str:
    return gettext(WORDS[message]) if message in WORDS else message


def _counted(one: str, many: str, number: int) -> str:
    return _said(one if number == 1 else many)
