"""Planning workshops: what staff type, what changes by it, and who must be told."""
