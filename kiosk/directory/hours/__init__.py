"""When a place is open, as far as its source tells."""
