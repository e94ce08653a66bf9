"""Two vectors and their matching."""
