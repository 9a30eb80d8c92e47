"""Bytes to a tree with positions. The only package that knows YAML."""

from generator.source.document import Document, Mark, Node, Path
from generator.source.encoding import one_break
from generator.source.files import contents, read_contents, read_file
from generator.source.tree import MAX_BYTES, read

__all__ = [
    "MAX_BYTES",
    "Document",
    "Mark",
    "Node",
    "Path",
    "contents",
    "one_break",
    "read",
    "read_contents",
    "read_file",
]
