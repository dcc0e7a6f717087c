"""Choosing and searching among all places, in memory."""
