"""A whole group is asked at the end of a workshop, and how many of them answer."""
