"""Places coming in from files and going out to them."""
