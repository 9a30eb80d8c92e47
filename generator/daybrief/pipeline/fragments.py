"""What other files are made of: the feed's items, and the documents that the search is given."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from daybrief import urls
from daybrief.engine.files import unchanged_files, walk, withdraw, write
from daybrief.output import feeds
from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.pages import PageWriter, Published, publish
from daybrief.views.search import FOLDER, NOW, document_tasks, page_document


def write_fragments(
    folder: Path, site: SiteContent, texts: Iterable[tuple[str, str, str]], last: Published
) -> tuple[Published, dict[str, bytes]]:
    """Make what is different of all fragments. `texts` are address, title and HTML of hand-written pages.

    Returns what stands in the folder, and by path of a document for the search a hash, or all of its bytes.
    """
    dates, renderer = site.published(), site.renderer
    tasks = [*feeds.item_tasks(site.ledger, dates[-renderer.settings.feed_days :]), *document_tasks(site.ledger, dates)]
    plain = PageWriter(renderer.fingerprint, lambda page: renderer.body(page).encode())
    last = msgspec.structs.replace(last, files=unchanged_files(folder, last.files))
    files = publish(folder, tasks, site.ledger, plain, site.changed, last)
    withdraw(folder, {*walk(folder)} - {*files.files})
    searched = (task.url for task in tasks if task.url.startswith(FOLDER))
    documents = {url: files.files[urls.page_file(url)].fingerprint for url in searched}
    for url, *text in texts:  # of which no answer of the ledger tells whether they are as they were
        data = renderer.body(page_document(url, *text)).encode()
        write(folder / urls.page_file(NOW + url), data)
        documents[NOW + url] = data
    return files, {url.removeprefix(FOLDER): one for url, one in documents.items()}
