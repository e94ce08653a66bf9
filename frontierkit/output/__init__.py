"""What `build/` should hold, how that differs from what it holds, and writing it."""
