"""HTML as a browser takes it (the WHATWG's parser, as Lexbor has it): a list of elements and texts, to be compared."""

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

Tree = list[tuple[str, ...]]
"""In the order of the page: of an element depth, tag, attributes and their values; of a text depth and words."""


def tree(html: str, words: Callable[[str], str] = str) -> Tree:
    """A page, with what `words` makes of each text and of each value of an attribute.

    Where names stand on a map hangs on how long they are, and so does whether a number stands for one: of its labels
    there is none here. `labels` has them.
    """
    found: Tree = []

    def look(node: LexborNode, depth: int) -> None:
        while node:
            if not _is_label(node):
                found.append((str(depth), *_told(node, words)))
                look(node.first_child, depth + 1)
            node = node.next

    look(_root(html), 0)
    return found


def labels(html: str, words: Callable[[str], str] = str) -> list[tuple[str, ...]]:
    """The labels of a page's map: of each, what is in it."""
    return [
        tuple(part for inside in label.iter(include_text=True) for part in _told(inside, words))
        for label in _root(html).css(".map-sheet a text")
    ]


def _root(html: str) -> LexborNode:
    root = LexborHTMLParser(html).root
    assert root is not None
    return root


def _told(node: LexborNode, words: Callable[[str], str]) -> list[str]:
    if node.tag.startswith("-"):  # a text, a comment, a doctype
        return [node.tag, words(node.text_content or "")]
    return [str(node.tag), *(part for name, value in node.attributes.items() for part in (name, words(value or "")))]


def _is_label(node: LexborNode) -> bool:
    link = node.parent and node.parent.parent  # each name is a drawing of its own
    if "map-number" in (node.attributes.get("class") or ""):
        return True
    label = node.tag == "text" or (node.tag == "path" and "map-leader" in (node.attributes.get("class") or ""))
    return bool(label and link and "map-place" in (link.attributes.get("class") or ""))
