"""How old those are who came, as numbers without names."""
