"""Labels: whether a series has them."""
