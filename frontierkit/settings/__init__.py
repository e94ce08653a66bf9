"""What a project says about itself, in `[tool.frontierkit]` or `frontierkit.toml`."""

from frontierkit.settings.model import PathRule, Settings, Timeouts, Versions
from frontierkit.settings.read import read_settings

__all__ = ["PathRule", "Settings", "Timeouts", "Versions", "read_settings"]
