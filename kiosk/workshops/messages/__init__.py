"""Telling people who signed up what has happened, each of them once."""
