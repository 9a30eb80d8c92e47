"""The file format of the feed: RSS 2.0 with whole texts in it."""

from typing import Any

from feedgenerator import Rss201rev2Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

CONTENT = "http://purl.org/rss/1.0/modules/content/"


class Rss(Rss201rev2Feed):  # type: ignore[misc]  # the library has no types
    """RSS 2.0 with `content:encoded` (the RSS content module)."""

    def rss_attributes(self) -> dict[str, str]:
        """The namespaces."""
        return {**super().rss_attributes(), "xmlns:content": CONTENT}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """What an item has."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])
