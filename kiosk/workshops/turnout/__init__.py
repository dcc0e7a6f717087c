"""Who signed up and came, and who did not, over a period: numbers without names."""
