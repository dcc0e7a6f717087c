"""`python3 -m tests.bench`: prepares everything, measures, prints a table; `--quick` measures less, in a minute."""

import sys
from importlib import import_module

from kiosk import bootstrap
from kiosk.remedies import INTERRUPTED

if __name__ == "__main__":
    bootstrap.enter(bootstrap.TEST_LOCK, "tests.bench")
    try:
        # Only now are the packages there that the measures import.
        import_module("tests.bench.table").main(is_quick="--quick" in sys.argv[1:])
    except KeyboardInterrupt:
        bootstrap.end(130, INTERRUPTED)
