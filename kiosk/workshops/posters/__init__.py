"""A workshop on a poster, in the language of those who read it."""
