"""The build of the package: catalogues are compiled, and nothing leaves without its fonts and scripts."""

from pathlib import Path
from runpy import run_path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface[Any]):
    """Runs before the files are gathered."""

    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version != "editable" and not (root / "static" / "vendor" / "htmx.org").is_dir():
            raise SystemExit("static/vendor is missing: run « python3 -m kiosk » once, then build.")
        # By its path: while the package is built, it cannot be imported.
        run_path(str(root / "kiosk" / "catalogues.py"))["compile_all"](root)
