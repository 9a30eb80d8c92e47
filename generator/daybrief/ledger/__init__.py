"""What stands where, and what became of it."""
