"""The committee looks at what has come since its last meeting, and decides."""
