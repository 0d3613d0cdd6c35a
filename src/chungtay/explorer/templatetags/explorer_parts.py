"""The parts of the page where figures are asked for: views, periods, the form; written by hand where a widget is slow."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.design.templatetags.parts import marks_explained, sentence
from chungtay.explorer.queries import Explored
from chungtay.explorer.rules import VIEWS, Against, View, presets, turns
from chungtay.explorer.templatetags.explorer_charts import Places
from chungtay.figures.rules import By
from chungtay.figures.templatetags.figure_parts import name_of
from chungtay.figures.templatetags.figure_words import field_words, period_words
from chungtay.kernel.periods import Period

from .explorer_words import BY_WORDS, VIEW_WORDS, address_of, called, marks_of_page

register = template.Library()
AGAINST_WORDS = {
    Against.YEAR: gettext_noop("Cùng kỳ năm trước"),
    Against.PREVIOUS: gettext_noop("Kỳ liền trước"),
    Against.NONE: gettext_noop("Không so sánh"),
    Against.DAYS: gettext_noop("Kỳ khác"),
}


class Way(NamedTuple):
    """A link of a row of choices; `current`: the page that is shown."""

    label: str
    href: str
    current: bool


@register.simple_tag
def view_ways(page: Explored) -> list[Way]:
    """The same question in every view; one that needs another breakdown takes it."""
    found = []
    for view in View:
        by = page.asked.by if view in VIEWS[page.asked.by] else next(by for by in By if view in VIEWS[by])
        found.append(
            Way(_(VIEW_WORDS[view]), address_of(replace(page.asked, view=view, by=by)), view == page.asked.view)
        )
    return found


@register.simple_tag
def period_ways(page: Explored) -> list[Way]:
    """The same question about the usual periods of that year, and those before and after."""
    before, after = turns(page.asked.period)
    periods = [before, *presets(page.asked.question.last), after]
    return [_way(page, period) for period in dict.fromkeys(periods)]


def _way(page: Explored, period: Period) -> Way:
    question = replace(page.asked.question, first=period.first, last=period.last)
    asked = replace(page.asked, question=question)
    if asked.against == Against.DAYS:
        asked = replace(asked, against=Against.YEAR, days=None)
    return Way(sentence(period_words(period)), address_of(asked), period == page.asked.period)


@register.simple_tag
def file_ways(page: Explored) -> list[Way]:
    """The same answer as files."""
    href = address_of(page.asked, "export_exploration")
    return [Way(kind.upper(), f"{href}&format={kind}", False) for kind in ("xlsx", "csv", "svg", "png")]


@register.simple_tag
def map_ways(page: Explored) -> list[Way]:
    """Another of the asked indicators on the map."""
    question = page.asked.question
    found = []
    for view in page.indicators:
        codes = (view.code, *(code for code in question.indicators if code != view.code))
        asked = replace(page.asked, question=replace(question, indicators=codes))
        found.append(Way(called(view), address_of(asked), view is page.indicators[0]))
    return found if len(found) > 1 else []


@register.simple_tag
def without_point(page: Explored, places: Places) -> str:
    """The units that stand nowhere on the map."""
    return ", ".join(name_of(page.names, code) for code in places.without)


@register.inclusion_tag("design/marks.html")
def answer_marks(page: Explored) -> dict[str, object]:
    """The marks of the answer, each with its sentence; nothing where there is none."""
    marks = marks_of_page(page)
    return marks_explained(*marks) if marks else {}


@register.simple_tag
def indicator_choices(page: Explored) -> SafeString:
    """The asked indicators as ticked boxes, then all others, folded by field of work."""
    chosen = {view.code for view in page.indicators}
    fields: dict[str, list[tuple[str, str]]] = {}
    for view in page.catalogue.values():
        if view.code not in chosen:
            fields.setdefault(sentence(field_words(view.field)), []).append((view.code, called(view)))
    asked = _group(_("Đang xem"), "indicator", [(view.code, called(view)) for view in page.indicators], chosen)
    return mark_safe(asked + "".join(_folded(name, "indicator", items) for name, items in fields.items()))  # noqa: S308


@register.simple_tag
def scope_boxes(page: Explored, scopes: Sequence[tuple[str, str]]) -> SafeString:
    """The person's units and clusters, and what is asked about."""
    return mark_safe(_group(_("Đơn vị hoặc cụm"), "of", scopes, set(page.asked.question.of)))  # noqa: S308


@register.simple_tag
def tag_choices(page: Explored) -> SafeString:
    """Programmes and disasters to narrow to, and what else is asked."""
    chosen, tags = page.asked.question.tags, dict(page.tags)
    tags |= {tag: tag for tag in chosen if tag not in tags}
    groups = {_("Chương trình"): f"{By.PROGRAMME}:", _("Đợt thiên tai"): f"{By.DISASTER}:"}
    found = [
        _group(name, "tag", [item for item in tags.items() if item[0].startswith(prefix)], chosen)
        for name, prefix in groups.items()
    ]
    others = [item for item in tags.items() if not item[0].startswith(tuple(groups.values()))]
    return mark_safe("".join([*found, _group(_("Thẻ khác"), "tag", others, chosen)]))  # noqa: S308


@register.simple_tag
def by_choices(page: Explored) -> SafeString:
    """By what rows are made."""
    words = [(by.value, sentence(_(text).removeprefix("theo ").removeprefix("by "))) for by, text in BY_WORDS.items()]
    return mark_safe(_group(_("Chia theo"), "by", words, {page.asked.by.value}, "radio"))  # noqa: S308


@register.simple_tag
def against_choices(page: Explored) -> SafeString:
    """With what it is compared."""
    words = [(one.value, _(text)) for one, text in AGAINST_WORDS.items()]
    return mark_safe(_group(_("So với"), "against", words, {page.asked.against.value}, "radio"))  # noqa: S308


def _folded(legend: str, name: str, items: Sequence[tuple[str, str]]) -> str:
    """Boxes under a line that opens."""
    group = _group(legend, name, items, ()).replace("<legend>", '<legend class="unseen">')
    return f'<details class="ask-field"><summary>{escape(legend)}</summary>{group}</details>'


def _group(
    legend: str, name: str, items: Iterable[tuple[str, str]], chosen: Collection[str], kind: str = "checkbox"
) -> str:
    """Boxes under a legend, every text escaped; nothing without boxes."""
    boxes = "".join(
        f'<label class="box"><input type="{kind}" name="{name}" value="{escape(code)}"'
        f"{' checked' if code in chosen else ''}><span>{escape(words)}</span></label>"
        for code, words in items
    )
    if not boxes:
        return ""
    return f'<fieldset class="boxes"><legend>{escape(legend)}</legend>{boxes}</fieldset>'
