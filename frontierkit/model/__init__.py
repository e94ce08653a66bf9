"""What was declared, free of how it was written and of how it will be written out."""
