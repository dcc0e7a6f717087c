"""The map without a network: what is drawn, where, and the stop that is nearest."""
