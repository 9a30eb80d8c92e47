"""The typed, frozen model of what editors write: a day, and the registries that its ids stand in."""
