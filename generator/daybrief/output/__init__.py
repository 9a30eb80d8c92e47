"""What readers get: HTML, feeds, search, maps, and what is wrong, told to editors."""
