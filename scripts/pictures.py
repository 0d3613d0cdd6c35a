"""Makes the pictures of the guides, some of which the README shows too, from the demonstration: `make pictures`.

Loads the demonstration into a folder that is thrown away, signs in as its people and photographs what is listed here, small
enough for git. Every page carries the demonstration's mark or its people's names (… Minh Họa).
"""

import io
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from chungtay.desk.rules.guides import PICTURE_SCALE  # noqa: E402
from scripts.screenshots import sign_in  # noqa: E402
from tests.browser.live import chromium, chromium_arguments, command, served  # noqa: E402

GUIDES = ROOT / "src" / "chungtay" / "desk" / "static" / "guide"
PHONE, DESKTOP = (360, 780), (1080, 640)
QUALITY = 50  # of WebP: letters stay sharp
LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
CLUSTER = "of=22/cum-2&from=2024-01-01&to=2024-10-31"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is photographed: as whom, which page in which size, from which element on (the top where none is named)."""

    name: str
    role: str
    address: str
    size: tuple[int, int] = DESKTOP
    at: str = ""
    opened: tuple[str, ...] = ()  # what is pressed before
    own_style: bool = True  # the house's; the editors' screens have a library's


PICTURES = (
    Picture("home", "recorder", "/", PHONE),
    Picture("record", "recorder", "/ghi-viec/?of=22.07132", PHONE),
    Picture("totals", "recorder", "/so-tong-hop/?month=8", PHONE, at=".totals-form"),
    Picture("approve", "approver", "/duyet/"),
    Picture("behind", "approver", f"/so-lieu/nguon/?{CLUSTER}&indicator=gift.count"),
    Picture("unreported", "supervisor", "/chua-bao-cao/?of=22"),
    Picture("person", "administrator", "/quan-tri/nguoi-dung/"),
    Picture("review", "cluster_head", f"/bao-cao/?{CLUSTER}"),
    Picture("explorer", "supervisor", f"/so-lieu/hoi/?{CLUSTER}&indicator=gift.count&by=unit&view=bars", at="main h2"),
    Picture("outgoing", "records_clerk", "/van-ban-di/ghi/?of=22&about=Báo cáo 10 tháng năm 2024"),
    Picture("record-page", "auditor", "/so-ghi-chep/?kind=record", opened=(".records tbody a >> nth=0",)),
    Picture(
        "portal-edit",
        "portal_editor",
        "/bien-tap/pages/?q=giao+ban",
        at="[id$=body-section]",
        own_style=False,
        opened=("main .title-wrapper a >> nth=0", "[data-side-panel-toggle=preview]"),
    ),
)


def photographed(page: Page, url: str, picture: Picture) -> Image.Image:
    """The picture of a page on which its person has signed in."""
    page.goto(url + picture.address)
    for pressed in picture.opened:
        page.locator(pressed).click()
        page.wait_for_load_state("networkidle")
    if not picture.own_style:
        page.frame_locator("#w-preview-iframe").locator("h1").wait_for()
    if picture.at:
        way = "window.scrollTo(0, element.offsetTop - 16)" if picture.own_style else "element.scrollIntoView()"
        page.locator(picture.at).first.evaluate(f"element => {way}")
    page.evaluate("document.fonts.ready")
    if picture.own_style and "Be Vietnam" not in page.evaluate("getComputedStyle(document.body).fontFamily"):
        raise SystemExit(f"{picture.address} came without its style: was `make assets` run meanwhile? Begin again.")
    return Image.open(io.BytesIO(page.screenshot()))


def taken(
    browser: Browser, url: str, accounts: dict[str, dict[str, str]], language: str, pictures: dict[Path, Picture]
) -> None:
    """All pictures in one language, each written as WebP."""
    pages: dict[tuple[str, tuple[int, int]], Page] = {}
    for path, picture in pictures.items():
        seat = (picture.role, picture.size)
        if seat not in pages:
            width, height = picture.size
            size = {"width": width, "height": height}
            context = browser.new_context(viewport=size, device_scale_factor=PICTURE_SCALE, locale=LANGUAGES[language])
            context.add_cookies([{"name": "django_language", "value": language, "url": url}])
            pages[seat] = context.new_page()
            account = accounts[picture.role]
            sign_in(pages[seat], url, account["login"], account["password"])
        path.parent.mkdir(parents=True, exist_ok=True)
        photographed(pages[seat], url, picture).save(path, quality=QUALITY, method=6)
    for page in pages.values():
        page.context.close()


def main() -> None:
    path = chromium()
    if path is None:
        raise SystemExit("No Chromium on this machine (Debian: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as home:
        told = json.loads(command(Path(home), "demo", "--no-serve", "--json"))
        accounts = {account["role"]: account for account in told["accounts"]}
        with served(Path(home)) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=chromium_arguments())
            for language in LANGUAGES:
                wanted = {GUIDES / f"{one.name}.{language}.webp": one for one in PICTURES}
                taken(browser, site.url, accounts, language, wanted)
            browser.close()
    made = list(GUIDES.glob("*.webp"))
    print(f"{len(made)} pictures, {sum(one.stat().st_size for one in made) // 1000} kB")


if __name__ == "__main__":
    main()
