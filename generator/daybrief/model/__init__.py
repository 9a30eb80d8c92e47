"""The typed, frozen model of what editors write: a day, and the registries that its ids stand in."""

MODELS = (2,)
"""The versions of the model that are read, the newest last: a field that means something else makes a new one."""
