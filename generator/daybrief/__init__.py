"""Daybrief: one structured YAML file a day becomes a searchable briefing site with feeds."""

__version__ = "0.1.0"
