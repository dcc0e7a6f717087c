"""Workshops: what is taught when, signing up, tickets, who came."""
