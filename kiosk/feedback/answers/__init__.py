"""You said, we did: what the committee tells residents."""
