"""The list of a workshop: who is expected, who came."""
