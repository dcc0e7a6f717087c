"""Opinions on paper: the card, the tally sheet, and what two people have counted."""
