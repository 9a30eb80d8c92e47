"""Takes the README's pictures anew, of the site as it was built last: `python -m bench.pictures`."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from bench.reader import chromium, served

ROOT = Path(__file__).parents[1]
PAGES = {"front": "", "day": "2025/12/03/#diplomacy"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    """Take each page in light and in dark."""
    with served(ROOT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        for scheme in SCHEMES:
            for name, url in PAGES.items():
                page = browser.new_page(viewport={"width": 1290, "height": 820}, color_scheme=scheme)
                page.goto(address + url, wait_until="networkidle")
                page.screenshot(path=ROOT / f"docs/readme/{name}-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    main()
