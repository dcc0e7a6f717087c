"""Several workshops at once: a series by a rule, or the programme of a digital day."""
