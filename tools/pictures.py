"""`make pictures`: every kind of page as it looks, for who has it, at three widths and in both languages.

`python -m tools.pictures` starts a demo of its own, under `var/pictures/`, and leaves the single pictures there. Into
`docs/pictures/` go the contact sheets, of each language one, and the two pictures of the README.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from tools import chromium
from tools.machine import ROOT, Skipped, clean_environment
from tools.throwaway_postgres import free_port

SINGLE, SHOWN = ROOT / "var" / "pictures", ROOT / "docs" / "pictures"
LANGUAGES = ("nl", "en")
WIDTHS = (1280, 768, 320)
HEIGHT = 900
# A page is as long as it is; of what goes on for ever the beginning is enough to look at.
LONGEST = 6000
# Of the README, as the guardian of this child sees them.
GUARDIAN, CHILD = "voogd", "Feven"
# What is another page in each role.
EACH_ITS_OWN = {"index", "intake_case_change"}
# On the sheet: how wide the three widths of a page are, how high, with the name above it; and how many pages in a row.
THUMBS = {1280: 300, 768: 180, 320: 75}
TALL, NAME, GAP, ACROSS = 375, 16, 10, 4
QUALITY = 38


@dataclass(frozen=True)
class Shot:
    """One page of somebody, with its picture for each language and width."""

    username: str
    kind: str

    @property
    def name(self) -> str:
        return f"{self.username}-{self.kind.replace(' ', '-')}"

    def at(self, language: str, width: int) -> Path:
        return SINGLE / language / str(width) / f"{self.name}.png"


def settings() -> dict[str, str]:
    """A demo of its own, so that nobody's clicks stand in the pictures."""
    return clean_environment() | {
        "BESCHUT_DEMO": "true",
        "DATABASE_URL": f"sqlite:///{SINGLE / 'demo.sqlite3'}",
        "AUDIT_ANCHOR_FILE": str(SINGLE / "anchors.jsonl"),
        "DJANGO_RUNSERVER_HIDE_WARNING": "true",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@contextmanager
def demo(environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a running demo with all its children."""

    def command(*arguments: str) -> list[str]:
        return [sys.executable, "manage.py", *arguments]

    for step in (("migrate", "--verbosity", "0"), ("seed", "--verbosity", "0"), ("seal",)):
        subprocess.run(command(*step), cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    host = f"127.0.0.1:{free_port()}"
    with (SINGLE / "server.log").open("w") as log:
        server = subprocess.Popen(command("runserver", "--noreload", host), cwd=ROOT, env=environment, stdout=log,
                                  stderr=log)  # fmt: skip
        try:
            wait_for(f"http://{host}/admin/login/")
            yield f"http://{host}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address).close()  # nosec B310
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def seated(browser: Browser, site: str, username: str) -> Page:
    """The screen of somebody of the demo; without a name, of somebody who has not signed in."""
    from seeds.people import DEMO_PASSWORD

    context = browser.new_context(base_url=site, viewport={"width": WIDTHS[0], "height": HEIGHT})
    page = context.new_page()
    page.goto("/admin/")
    if username:
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(DEMO_PASSWORD)
        with page.expect_event("load"):
            page.locator("main form .btn").click()
    return page


def speak(page: Page, language: str) -> None:
    """The same page in a language."""
    from django.conf import settings as known

    page.context.add_cookies([{"name": known.LANGUAGE_COOKIE_NAME, "value": language, "url": page.url}])
    page.reload()


def take(page: Page, shot: Shot) -> Shot:
    """The page that is open, in each language at each width; afterwards it is as it was."""
    for language in LANGUAGES:
        speak(page, language)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            whole = min(LONGEST, page.evaluate("document.scrollingElement.scrollHeight"))
            page.screenshot(path=shot.at(language, width), full_page=True,
                            clip={"x": 0, "y": 0, "width": width, "height": whole})  # fmt: skip
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    speak(page, LANGUAGES[0])
    return shot


def take_all(browser: Browser, site: str) -> Iterator[Shot]:
    """What one sees without an account, then for each role its desk, a child, and each kind of page not seen yet."""
    from seeds.people import LOGINS
    from tools import site_pages

    yield take(seated(browser, site, ""), Shot("nobody", "login"))
    seen: set[str] = set()
    taken: set[str] = set()
    of_a_role = {login.role: login.username for login in reversed(LOGINS)}
    for username in reversed(of_a_role.values()):
        page = seated(browser, site, username)
        for kind in site_pages.walk(page, seen, cases=1):
            if kind not in taken or kind in EACH_ITS_OWN:
                taken.add(kind)
                yield take(page, Shot(username, kind))
        page.context.close()
    page = seated(browser, site, GUARDIAN)
    for address, kind in (("/admin/nothing/", "404"), ("/admin/trail/", "403")):
        page.goto(address)
        yield take(page, Shot(GUARDIAN, kind))


def of_the_readme(browser: Browser, site: str) -> None:
    page = seated(browser, site, GUARDIAN)
    for name, height in (("desk", 1000), ("case", 1300)):
        page.set_viewport_size({"width": WIDTHS[0], "height": height})
        if name == "case":
            page.goto("/admin/intake/case/")
            page.get_by_role("row").filter(has_text=CHILD).get_by_role("link").first.click()
            page.wait_for_load_state()
        page.screenshot(path=SHOWN / f"{name}.png")
        squeeze(SHOWN / f"{name}.png")


def squeeze(path: Path) -> None:
    """A screen has few colours, and a repository keeps every picture for ever."""
    Image.open(path).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


def sheet(shots: list[Shot], language: str) -> Image.Image:
    across = sum(THUMBS.values()) + GAP * len(THUMBS) + GAP
    down = NAME + TALL + GAP
    rows = -(-len(shots) // ACROSS)
    made = Image.new("RGB", (across * ACROSS, down * rows), "#c9d2db")
    for place, shot in enumerate(shots):
        left, top = place % ACROSS * across + GAP, place // ACROSS * down
        ImageDraw.Draw(made).text((left, top + 2), shot.name, fill="#1b2733")
        for width in WIDTHS:
            with Image.open(shot.at(language, width)) as picture:
                scale = width / THUMBS[width]
                seen = picture.convert("RGB").crop((0, 0, width, min(picture.height, round(TALL * scale))))
                made.paste(seen.resize((THUMBS[width], round(seen.height / scale)), Image.Resampling.LANCZOS),
                           (left, top + NAME))  # fmt: skip
            left += THUMBS[width] + GAP
    return made


def main() -> None:
    browser_path = chromium.found_or_installed()
    if browser_path is None:
        raise Skipped(chromium.REMEDY)
    shutil.rmtree(SINGLE, ignore_errors=True)
    SINGLE.mkdir(parents=True)
    environment = settings()
    os.environ.clear()
    os.environ.update(environment)
    django.setup()
    with demo(environment) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=chromium.flags())
        of_the_readme(browser, site)
        shots = list(take_all(browser, site))
        browser.close()
    for language in LANGUAGES:
        path = SHOWN / f"pages-{language}.webp"
        sheet(shots, language).save(path, quality=QUALITY, method=6)
        print(f"{path.relative_to(ROOT)}: {len(shots)} pages, {path.stat().st_size // 1024} kB")
    print(f"single pictures: {SINGLE.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
