"""The feed: RSS 2.0 with whole days in it."""

import datetime as dt
import uuid
from typing import Any

from feedgenerator import Rss201rev2Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from generator import urls
from generator.render import Renderer
from generator.text import plain
from generator.views.day import DayView

CONTENT = "http://purl.org/rss/1.0/modules/content/"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "daybrief")


class _Feed(Rss201rev2Feed):  # type: ignore[misc]  # the library has no types
    """RSS 2.0 with `content:encoded` (the RSS content module)."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": CONTENT}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


def feed(renderer: Renderer, days: tuple[DayView, ...]) -> str:
    """The feed of the newest days, newest first. `days` are all that are published, in the order of their dates.

    A day's guid hangs on the site's identity and the date alone, so that neither a new title, name nor address floods
    readers; dates are the days' own.
    """
    settings = renderer.settings
    result = _Feed(
        title=settings.name,
        link=settings.url or "/",
        description=settings.description or settings.name,
        language=settings.language,
        feed_url=settings.url + urls.FEED if settings.url else None,
    )
    for view in reversed(days[-settings.feed_days :]):
        result.add_item(
            title=plain(view.title),
            link=settings.url + view.url,
            description=" · ".join(plain(takeaway.text) for takeaway in view.takeaways),
            pubdate=view.as_of,
            unique_id=guid(settings.identity, view.date.isoformat()),
            unique_id_is_permalink=False,
            content=renderer.fragment("feeds/day.html", view=view),
        )
    if not days:
        # The library would take the clock's time for a feed without items.
        result.latest_post_date = lambda: _EPOCH
    return str(result.writeString("utf-8"))


def guid(identity: str, name: str) -> str:
    """A name for ever for an item, different on every site: a UUID of version 5 (RFC 9562)."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{identity}/{name}')}"
