"""Screens that the house has set up: which one it is, and where it stands."""
