"""Places that stand in the directory twice."""
