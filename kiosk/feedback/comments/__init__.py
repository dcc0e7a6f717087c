"""A word beside a tap: masked, read by a person, translated by two."""
