"""A comment in another language: translated by one person, checked by another."""
