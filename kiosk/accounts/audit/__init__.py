"""Who did what, when: reading the audit log."""
