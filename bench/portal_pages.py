"""Which public pages are measured, an editor who publishes again and again, and what a browser says of a first load.

    python bench/portal_pages.py prepare | publish TIMES ARTICLE

Both work on the data folder of the environment (CHUNGTAY_HOME), as children of portal.py.
"""

import json
import os
import sys
import time
from collections.abc import Mapping

from measure import BENCH, Line

BODY = "<p>Cụm thi đua số 2 gồm có Hội của sáu địa phương và một trường cao đẳng.</p>" * 30
MOST_BYTES, MOST_MOVED = 120_000, 0.1  # of a first load without pictures; of layout shift, as browsers call it good


def prepare() -> None:
    """Add an article without figures, and tell every page that is measured by name."""
    from django.db.models import Count
    from django.urls import reverse

    from chungtay.openness.models import PublishedFigure
    from chungtay.portal.models import ArticlePage
    from chungtay.portal.queries.frame import front_in, sections

    told = {}
    for language, word in (("vi", ""), ("en", ", English")):
        front = front_in(language)
        assert front is not None, "the demonstration has a portal in both languages"
        section = sections(front)[0]
        plain = ArticlePage(title="Hội tỉnh giao ban công tác Hội", slug="khong-so-lieu", lead="Chiều 11/11, tại tỉnh.")
        plain.body, plain.locale = [("text", BODY)], front.locale
        section.add_child(instance=plain)
        plain.save_revision().publish()
        mine = ArticlePage.objects.descendant_of(front)
        places = {f"page:{page.pk}": page for page in mine}
        rows = PublishedFigure.objects.filter(place__in=places).values("place").annotate(number=Count("pk"))
        richest = rows.order_by("-number", "place")[0]
        figure = PublishedFigure.objects.filter(place=richest["place"]).order_by("pk")[0]
        told |= {
            f"front page{word}": front.get_url(), f"section{word}": section.get_url(), f"article{word}": plain.get_url(),
            f"article with figures ({richest['number']}){word}": places[richest["place"]].get_url(),
        }  # fmt: skip
        if not word:
            told |= {"what is behind a figure": reverse("published_figure", args=[figure.token])}
            told |= {"open pages": reverse("open_work")}
    print(json.dumps(told))


def publish(times: int, address: str) -> None:
    """Publish a change of an article once a second, and tell its number and when it was there to be seen."""
    from chungtay.portal.queries.frame import front_in, page_at

    front = front_in("vi")
    assert front is not None
    page = page_at(front, address.partition("/tin/")[2])
    assert page is not None
    for number in range(times):
        time.sleep(1)
        page.title = f"Lần sửa {number}."
        page.save_revision().publish()
        print(json.dumps([number, time.time()]), flush=True)


def in_browser(url: str, pages: Mapping[str, str]) -> list[Line]:
    """First loads on a phone; nothing where there is no Chromium."""
    sys.path.insert(0, os.fspath(BENCH.parent))
    from playwright.sync_api import sync_playwright

    from tests.browser.first_load import first_load
    from tests.browser.live import chromium, chromium_arguments

    path = chromium()
    if path is None:
        return []
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium_arguments())
        for name, address in pages.items():
            seen = first_load(browser, url, address)
            ours = f"largest <{seen.largest}> after {seen.after:.0f} ms; {seen.whole / 1000:.0f} kB with pictures"
            moved = f"shift {seen.moved:.3f}, {len(seen.foreign)} of others"
            met = seen.size <= MOST_BYTES and seen.moved <= MOST_MOVED and not seen.foreign
            size, limit = f"{seen.size / 1000:.0f} kB", f"<= {MOST_BYTES // 1000} kB, {MOST_MOVED}, 0"
            found.append(Line(f"portal, {name}, first load", ours, moved, size, limit, met))
        browser.close()
    return found


def main() -> None:
    import django

    django.setup()
    publish(int(sys.argv[2]), sys.argv[3]) if sys.argv[1] == "publish" else prepare()


if __name__ == "__main__":
    main()
