"""Paper cards for those who cannot or will not give a name."""
