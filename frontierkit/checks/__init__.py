"""Every check, in the order that `frontierkit explain` lists them."""
