"""Bytes to a tree with positions. The only package that knows YAML."""

from generator.source.document import Document, Mark, Node, Path
from generator.source.tree import MAX_BYTES, read

__all__ = ["MAX_BYTES", "Document", "Mark", "Node", "Path", "read"]
