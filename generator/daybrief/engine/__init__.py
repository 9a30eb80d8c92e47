"""Machinery that knows nothing of briefings: what depends on what, caches, files, processes."""
