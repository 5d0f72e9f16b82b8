"""What keeps somebody from using a page: asked of axe-core, of its width, and of the direction of names."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
# WCAG 2.2, levels A and AA, and what the makers of axe advise on top.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TOLD = """violations.map(
    each => `${each.id}: ${each.help}\\n  ${each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join("\\n  ")}`
)"""
ASK = f"""([rules, apart]) => axe.run(document, {{
    runOnly: rules, resultTypes: ["violations"],
    rules: Object.fromEntries(apart.map(each => [each, {{enabled: false}}]))
}}).then(found => found.{TOLD})"""
# Contrast takes axe five times as long as all its other rules, and depends on the colours alone: of what looks alike,
# in its own colour and size on the same grounds, one is asked. Gives the looks that are new.
CONTRAST = "color-contrast"
LOOKS = f"""known => {{
    const looks = new Map(), ground = element => {{
        const style = getComputedStyle(element), around = element.parentElement ? ground(element.parentElement) : "";
        const own = [style.backgroundColor, style.backgroundImage, style.opacity].join();
        return own === "rgba(0, 0, 0, 0),none,1" ? around : own + "<" + around;
    }};
    for (const each of document.body.querySelectorAll("*")) {{
        const speaks = each.matches("input, select, textarea, button") ||
            [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        const style = getComputedStyle(each), box = each.getBoundingClientRect();
        if (!speaks || !each.checkVisibility() || box.width < 2 || box.height < 2 || style.clip !== "auto") continue;
        const asked = each.matches(":disabled, :disabled *") ? "disabled" : "";
        const look = [each.localName, asked, style.color, style.fontSize, style.fontWeight, ground(each)].join("|");
        if (!known.includes(look) && !looks.has(look)) looks.set(look, each);
    }}
    if (!looks.size) return [[], []];
    return axe.run({{include: [...looks.values()]}}, {{
        runOnly: {{type: "rule", values: ["{CONTRAST}"]}}, resultTypes: ["violations"]
    }}).then(found => [[...looks.keys()], found.{TOLD}]);
}}"""
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


def of(page: Page, looks: set[str] | None = None) -> list[str]:
    """Everything that is wrong with the page that is open; its size stays as it was.

    With the `looks` that were asked for before, the contrast of those is not asked again; new ones are added.
    """
    page.evaluate(AXE)
    found: list[str] = page.evaluate(ASK, [RULES, [] if looks is None else [CONTRAST]])
    if looks is not None:
        new, faint = page.evaluate(LOOKS, list(looks))
        looks.update(new)
        found += faint
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
