"""The first site, built. What holds of any site is imported, and so pytest runs it here too."""
# ruff: noqa: F401

import re
from pathlib import Path

import pytest

from bench import corpus
from tests.commands.test_cli_check import test_our_own_briefings_are_sound
from tests.content.test_handwritten import test_from_our_own_pages_nothing_is_taken
from tests.ledger.test_ledger_site import (
    test_every_name_that_stands_for_an_id_is_a_link,
    test_statuses_and_movements_are_told_in_words,
    test_tables_have_a_name_and_headings,
    test_the_method_page_tells_the_rules_in_their_order_by_the_names_of_the_code,
    test_the_rules_are_told_in_one_place,
)
from tests.model.test_schema import (
    LOADERS,
    faults,
    schema_files,
    test_files_that_are_read_without_a_problem_fit_their_schema,
)
from tests.output.ledger.test_schema import test_every_report_fits_it
from tests.output.test_feeds import test_links_of_the_feed_are_whole_and_lead_somewhere, test_the_feed_is_valid
from tests.pipeline.test_site import (
    test_a_day_is_there_as_it_was_written,
    test_every_link_and_anchor_leads_somewhere,
    test_every_page_has_the_policy_and_the_feed,
    test_nothing_of_materials_is_published_that_no_page_uses,
    test_pages_are_sound,
    test_pages_load_nothing_from_elsewhere,
    test_the_missing_page_works_at_any_depth,
    test_the_sitemap_names_every_page_and_no_other,
    test_titles_tell_pages_of_a_kind_apart,
    test_what_is_inline_is_known_to_the_policy_by_its_hash,
)
from tests.plugin.test_config import test_our_own_settings_are_whole
from tests.plugin.test_plugin import edit_links
from tests.projects import ROOT
from tests.reading import Built
from tests.test_html import checker, test_the_checker_finds_nothing_of_ours
from tests.text.test_addresses import test_all_addresses_of_the_briefings_are_sound


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "2025/12/03/index.html",
        "2025/2025-12-03.yml",
        "2025/12/index.html",
        "2025/index.html",
        "archive/index.html",
        "front/siversk/index.html",
        "sources/southfront/index.html",
        "feed.xml",
        "sitemap.xml",
        "404.html",
        "pagefind/now/pagefind.js",
    ],
)
def test_the_site_holds(news: Path, name: str) -> None:
    assert (news / name).stat().st_size > 0


def test_without_a_repository_there_is_no_edit_link(news: Path) -> None:
    assert edit_links(news, "2025/12/03") == []


@pytest.mark.parametrize("loader", LOADERS)
def test_what_is_sound_fits_whatever_yaml_a_program_knows(loader: type, built: Built) -> None:
    files = [*built.docs.glob("2*/*.yml"), *built.docs.glob("registry/*.yml")]
    assert {file.name: told for file in files if (told := faults(file, loader))} == {}


def test_the_bench_has_the_features_of_the_site() -> None:
    told = re.findall(r"(?m)^ {4}- ([a-z.]+)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert told == corpus.FEATURES


def test_the_method_is_short_and_folds_what_only_some_need(built: Built) -> None:
    html = (built.site / "method/index.html").read_text(encoding="utf-8").partition("<h1")[2].partition("</article>")[0]
    folds = re.findall(r"<details.*?</details>", html, re.S)
    running = re.sub(r"<(details|table).*?</\1>", "", html, flags=re.S)
    assert 600 < len(re.sub(r"<[^>]*>", " ", running).split()) <= 850
    assert len(folds) >= 5
    assert all(fold.startswith('<details class="fold">') for fold in folds), "closed, until somebody opens it"
    assert "<code>" not in running, "the rules' names are for those who look for them"
