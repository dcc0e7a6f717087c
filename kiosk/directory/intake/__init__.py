"""Files of places that staff look through before they take them over."""
