"""What is wrong with leaving findings out."""
