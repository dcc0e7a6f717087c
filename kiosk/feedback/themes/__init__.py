"""What people speak of, as the committee groups it, and what becomes of it."""
