"""The roles, and which of them need more than a password."""

STAFF, COMMITTEE, COORDINATOR, ADMIN = ROLES = ("staff", "committee", "coordinator", "admin")
# Who publishes, and who gives access to others: a stolen password alone must not be enough.
GUARDED = frozenset((COORDINATOR, ADMIN))
