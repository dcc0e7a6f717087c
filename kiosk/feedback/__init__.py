"""What people think, in one tap; what the users' committee makes of it; what became of it."""
