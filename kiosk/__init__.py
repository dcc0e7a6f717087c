"""Fil rouge: the kiosk of digital inclusion."""

__version__ = "0.1.0"
