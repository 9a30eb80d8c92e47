"""A seeded corpus of invented days, and what building and reading it costs."""
