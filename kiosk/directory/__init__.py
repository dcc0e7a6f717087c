"""The directory: organizations, places, what they offer, when they are open."""
