"""A word beside a tap."""
