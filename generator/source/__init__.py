"""Bytes to a tree with positions. The only package that knows YAML."""

from generator.source.tree import MAX_BYTES, Cut, Document, Mark, Node, Path, read

__all__ = ["MAX_BYTES", "Cut", "Document", "Mark", "Node", "Path", "read"]
