"""What axe-core finds wrong with a page as it stands."""

from playwright.sync_api import Page

RUN = (
    "async rules => (await axe.run({resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})}))"
    ".violations.map(v => [v.id, v.nodes.map(n => n.html)])"
)


def violations(page: Page, script: str, *rules: str) -> list[list[object]]:
    """Rules that are broken (of these only), each with the elements; `script`: the source of axe-core."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script)
    found: list[list[object]] = page.evaluate(RUN, list(rules))
    return found
