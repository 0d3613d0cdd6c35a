"""What axe-core finds wrong with a page as it stands."""

from playwright.sync_api import Page

RUN = "async () => (await axe.run({resultTypes: ['violations']})).violations.map(v => [v.id, v.nodes.map(n => n.html)])"


def violations(page: Page, script: str) -> list[list[object]]:
    """Rules that are broken, each with the elements; `script`: the source of axe-core."""
    page.evaluate(script)
    found: list[list[object]] = page.evaluate(RUN)
    return found
