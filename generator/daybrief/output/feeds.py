"""The feed: RSS 2.0 with whole days in it."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from daybrief import urls
from daybrief.ledger.ledger import Ledger
from daybrief.output.messages import Messages
from daybrief.settings import Settings
from daybrief.text.markup import plain
from daybrief.views import Task
from daybrief.views.day import day_view
from daybrief.views.takeaways import takeaways

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "daybrief")


def item_tasks(ledger: Ledger, days: Iterable[dt.date]) -> Iterator[Task]:
    """What makes the contents of the feed's items, and what each says before it is opened."""
    for date in days:
        yield Task(f"feed/{date}/", "feeds/day.html", partial(day_view, ledger, date))
        yield Task(f"feed/{date}/description/", "feeds/description.html", partial(takeaways, ledger, date, date))


def feed(settings: Settings, ledger: Ledger, words: Messages, content: Callable[[str], str]) -> str:
    """The feed of the newest days, newest first, with who answers for it.

    `content` gives an item's HTML by its task's address.

    A day's guid hangs on the site's identity and the date alone, so that neither a new title, name nor address floods
    readers; dates are the days' own.
    """
    from daybrief.output.rss import Rss  # it takes a while to load, and only a build writes feeds

    result = Rss(
        title=settings.name,
        link=settings.url or "/",
        description=words(
            "responsible.feed",
            description=settings.description or settings.name,
            responsible=words.responsible(settings.responsible),
        ),
        language=settings.language,
        feed_url=settings.url + urls.FEED if settings.url else None,
    )
    published = (day for day in map(ledger.day, reversed(ledger.dates)) if day.status == "published")
    days = list(islice(published, settings.feed_days))  # in a preview there are drafts too
    for day in days:
        result.add_item(
            title=plain(day.title),
            link=settings.url + urls.day(day.date),
            description=content(f"feed/{day.date}/description/").strip(),  # HTML, unlike a title
            pubdate=day.as_of,
            unique_id=guid(settings.identity, day.date.isoformat()),
            unique_id_is_permalink=False,
            content=content(f"feed/{day.date}/"),
        )
    if not days:
        # The library would take the clock's time for a feed without items.
        result.latest_post_date = lambda: _EPOCH
    return str(result.writeString("utf-8"))


def guid(identity: str, name: str) -> str:
    """A name for ever for an item, different on every site: a UUID of version 5 (RFC 9562)."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{identity}/{name}')}"
