"""What every command of the house says of itself, and when it is called wrongly: no word of it is English."""

import argparse
import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from chungtay.demonstration.management.keeping import keep_passwords, write_report
from chungtay.design.management.base import a_day
from chungtay.design.management.parsing import OF_DJANGO, WORDS
from chungtay.design.templatetags.writing import say
from chungtay.desk.formats import Reading
from chungtay.kernel.errors import REASONS, Refusal, reason

OURS = sorted(name for name, app in get_commands().items() if str(app).startswith("chungtay."))
ENGLISH = re.compile(
    r"\b(usage|error|the|arguments?|options?|positional|invalid|choice|required|expected|show|exit|and)\b"
)


def called(name: str, *asked: str) -> None:
    command = load_command_class(get_commands()[name], name)
    command._called_from_command_line = True
    command.create_parser("chungtay", name).parse_args(list(asked))


@pytest.mark.parametrize("name", OURS)
def test_the_help_of_a_command_is_vietnamese_and_leaves_django_s_options_out(name, capsys):
    with pytest.raises(SystemExit) as end:
        called(name, "--help")
    told = capsys.readouterr().out
    assert end.value.code == 0 and told.startswith("Cách dùng: chungtay")
    assert not ENGLISH.findall(told.replace(name, "")) and not any(option in told for option in OF_DJANGO)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["add-person"], "còn thiếu: LOGIN, --name, --of, --role"),
        (["add-person", "a", "--name", "b", "--of", "22", "--role", "x"], "--role: không có lựa chọn x; hãy chọn:"),
        (["figures", "--of"], "--of: cần một giá trị"),
        (["verify", "--nothing"], "không có tham số này: --nothing"),
        (["demo", "--seed", "x"], "--seed: giá trị không đúng: x"),
        (["verify", "--json=1"], "--json: không nhận giá trị '1'"),
        (["figures", "--of", "22", "--from", "0001-01-01", "--to", "2024-01-01"], "--from: năm phải từ 1946"),
    ],
)
def test_a_wrong_call_is_answered_in_vietnamese(asked, said, capsys):
    with pytest.raises(SystemExit) as end:
        called(*asked)
    told = capsys.readouterr().err
    assert end.value.code == 2 and said in told and not ENGLISH.findall(told)


def test_the_words_stand_for_what_argparse_says_today():
    source = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    assert WORDS.keys() <= {node.value for node in ast.walk(source) if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("day", ["0001-01-01", "31/12/1945", "2101-01-01"])
def test_a_day_before_the_association_or_after_the_century_is_refused(day):
    with pytest.raises(argparse.ArgumentTypeError):
        a_day(day)


@pytest.mark.parametrize("number", [*REASONS, 9999])
def test_why_the_machine_refused_is_told_in_vietnamese_words(number):
    told = say(Refusal("Không đọc được tệp: %(why)s", why=reason(OSError(number, "Some English"))))
    assert told.startswith("Không đọc được tệp: ") and "English" not in told
    assert (str(number) in told) == (number not in REASONS)


def test_a_moment_that_no_zone_can_hold_is_refused(db):
    command = load_command_class("chungtay.figures", "figures")
    with pytest.raises(Refusal, match="không phải là thời điểm"):
        command.handle(
            of=["22"],
            first=None,
            last=None,
            tag=[],
            known_at="0001-01-01T00:00:00+14:00",
            indicator=[],
            by="",
            json=False,
        )


def test_what_the_disk_refuses_is_told_in_vietnamese(tmp_path):
    (tmp_path / "tep").write_text("")
    refusals = []
    for door in (
        lambda: keep_passwords(tmp_path / "khong-co", {}),
        lambda: write_report(tmp_path / "tep", "a.md", b""),
        lambda: Reading(tmp_path / "khong-co.zip"),
    ):
        with pytest.raises(Refusal) as refused:
            door()
        refusals.append(say(refused.value))
    reasons = (
        "không có tệp hoặc thư mục này",
        "đã có tệp hoặc thư mục mang tên này",
        "không có tệp",
    )
    assert all(why in told for why, told in zip(reasons, refusals, strict=True)), refusals
