"""What the taps say, in figures: all of it for the committee, what points at nobody for everybody."""
