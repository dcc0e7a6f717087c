"""What holds from one day to another: closed, moved, other hours."""
