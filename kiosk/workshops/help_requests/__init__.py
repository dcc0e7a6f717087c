"""Help requests: individual help on demand, asked for at a screen, answered by a person."""
