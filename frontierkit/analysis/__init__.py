"""What follows from the model and the catalog, worked out once. Checks ask; they do not derive."""
