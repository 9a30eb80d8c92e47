"""Maps, drawn when the site is built: no tiles, and nothing that a reader's browser must ask anybody for."""

from daybrief.output.maps.drawing import WORLD, Base, Drawing, draw, load

__all__ = ["WORLD", "Base", "Drawing", "draw", "load"]
