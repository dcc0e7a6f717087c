"""`python3 -m kiosk`: prepares the checkout it is run from, then hands over to the command line."""

import sys
from importlib import import_module

from kiosk import bootstrap

if __name__ == "__main__":
    bootstrap.enter(bootstrap.LOCK, "kiosk")
    try:
        # Only now are the packages there that the command line imports.
        import_module("kiosk.cli").main(prog_name="kiosk")
    except KeyboardInterrupt:
        sys.exit(130)
