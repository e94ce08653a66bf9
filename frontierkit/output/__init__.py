"""What `build/` should hold, how that differs from what it holds, and writing it."""

from frontierkit.output.json_text import as_json
from frontierkit.output.tree import OutputFile, OutputRefused, OutputTree
from frontierkit.output.yaml_text import as_yaml

__all__ = ["OutputFile", "OutputRefused", "OutputTree", "as_json", "as_yaml"]
