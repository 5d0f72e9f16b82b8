"""What keeps somebody from using a page: asked of axe-core, of its width, and of the direction of names."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
# WCAG 2.2, levels A and AA, and what the makers of axe advise on top.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations.map(
    each => `${each.id}: ${each.help}\\n  ${each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join("\\n  ")}`
))"""
# Half of 1280 is what is left at 200 %; 320 is a telephone, or 400 %.
NARROW = (640, 320)
# Words in a script from right to left whose line does not take its direction from them.
ADRIFT = r"""() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    const free = element => getComputedStyle(element).unicodeBidi === "plaintext";
    while (walker.nextNode()) {
        const text = walker.currentNode, around = text.parentElement;
        if (/[\u0590-\u08FF]/.test(text.data) && !around.closest("bdi, body [dir]") && !free(around))
            found.push(around.outerHTML.slice(0, 160));
    }
    const typed = document.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox], [type=radio])");
    return [...found, ...[...typed].filter(each => !free(each)).map(each => each.outerHTML.slice(0, 160))];
}"""


def of(page: Page) -> list[str]:
    """Everything that is wrong with the page that is open; its size stays as it was."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(ASK, RULES)
    found += [f"no direction of its own: {each}" for each in page.evaluate(ADRIFT)]
    return [f"{page.url}: {each}" for each in (*found, *_too_wide(page))]


def _too_wide(page: Page) -> list[str]:
    before: Any = page.viewport_size
    found = []
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": before["height"]})
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        if wide > width:
            found.append(f"{wide} px wide on a screen of {width}")
    page.set_viewport_size(before)
    return found
