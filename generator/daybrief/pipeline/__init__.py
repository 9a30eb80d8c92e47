"""One build, from the first byte read to the last file written."""
