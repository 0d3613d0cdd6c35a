"""Pictures of the site's pages at 360, 768 and 1,280 px, light and dark.

    python scripts/screenshots.py --home DATA --login 0912345678 --password ... --out PICTURES /  /mau/  /dang-nhap/

Serves the data folder on a free port, signs in and photographs each address; without --login a person is made in that
folder first. Pages for people who are not signed in come out as they see them with --visitor.
"""

import argparse
import re
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.live import PASSWORD, chromium, chromium_arguments, person, served  # noqa: E402

WIDTHS = (360, 768, 1280)
THEMES = ("light", "dark")
LOGIN = "0900000000"
NAME = "Nguyễn Thị Ngọc Hương"


def sign_in(page: Page, url: str, login: str, password: str) -> None:
    """Sign in through the form, as a person does."""
    page.goto(f"{url}/dang-nhap/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{url}/")


def file_name(address: str) -> str:
    """A picture's name: the path and what is asked of it, without signs that file systems refuse."""
    return re.sub(r"[^0-9a-z]+", "-", address).strip("-") or "home"


def photograph(browser: Browser, url: str, asked: argparse.Namespace) -> None:
    """Every address in every width and theme, the whole page each."""
    for width, theme in product(asked.width or WIDTHS, asked.theme or THEMES):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            locale="vi-VN",
            device_scale_factor=asked.scale,
        )
        page = context.new_page()
        if not asked.visitor:
            sign_in(page, url, asked.login, asked.password)
        for address in asked.addresses:
            page.goto(url + address)
            page.evaluate("document.fonts.ready")
            for summary in page.locator("main details > summary").all() if asked.open else []:
                summary.click()
            path = asked.out / f"{file_name(address)}-{width}-{theme}.png"
            page.screenshot(path=path, full_page=not asked.first_screen)
        context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("addresses", nargs="*", default=["/", "/mau/"])
    parser.add_argument("--home", type=Path, required=True, help="data folder (CHUNGTAY_HOME)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--login")
    parser.add_argument("--password", default=PASSWORD)
    parser.add_argument("--visitor", action="store_true", help="without signing in")
    parser.add_argument("--first-screen", action="store_true", help="only what is seen without scrolling")
    parser.add_argument("--open", action="store_true", help="with everything unfolded that can be")
    parser.add_argument("--width", type=int, action="append")
    parser.add_argument("--theme", choices=THEMES, action="append")
    parser.add_argument("--scale", type=float, default=1, help="device pixels per CSS pixel")
    asked = parser.parse_args()
    path = chromium()
    if path is None:
        raise SystemExit("No Chromium on this machine (Debian: apt-get install chromium).")
    asked.out.mkdir(parents=True, exist_ok=True)
    with served(asked.home.resolve()) as site, sync_playwright() as playwright:
        if not asked.login and not asked.visitor:
            asked.login = LOGIN
            person(site.home, LOGIN, NAME)
        browser = playwright.chromium.launch(executable_path=path, args=chromium_arguments())
        photograph(browser, site.url, asked)
        browser.close()
    print(f"{len(list(asked.out.glob('*.png')))} pictures in {asked.out}")


if __name__ == "__main__":
    main()
