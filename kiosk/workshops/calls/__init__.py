"""The list of calls: who is still to be told something, and who has been."""
