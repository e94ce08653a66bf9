"""Files as such: what can be read, what is judged."""
