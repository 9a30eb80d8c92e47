"""All that editors write, read and checked."""
