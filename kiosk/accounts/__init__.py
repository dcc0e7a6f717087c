"""Accounts: who may work here, how they sign in, what they did."""
