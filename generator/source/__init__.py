"""Bytes to a tree with positions. The only package that knows YAML."""

from generator.source.tree import Cut, Document, Mark, Node, Path, read

__all__ = ["Cut", "Document", "Mark", "Node", "Path", "read"]
