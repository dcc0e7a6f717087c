"""What was set aside: why, and how it comes to count after all."""
