"""Variables of dashboards: what they offer, and how queries use them."""
