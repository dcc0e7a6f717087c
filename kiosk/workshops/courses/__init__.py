"""Courses in the back office: what is taught, and its words in every language."""
