"""A workshop that does not take place, or does after all; whoever signed up is told."""
