"""Second opinions on what was emitted."""
