"""More than a password: an application that makes codes, a passkey, codes on paper."""
