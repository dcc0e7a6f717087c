"""How fast, how light: every figure beside a plain floor, measured in the same run."""
