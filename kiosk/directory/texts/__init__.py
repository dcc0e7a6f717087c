"""The words of a place in the languages of its residents."""
