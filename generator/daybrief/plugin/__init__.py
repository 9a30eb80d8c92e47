"""All that knows MkDocs: its hooks, its settings, and what its theme puts around a page."""
