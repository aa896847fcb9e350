"""Coverage takes each probe out of the code once it was met, as `slipcover --immediate` does.

Slipcover does not pass that option on to the workers of xdist. Pytest loads this module before it imports the project.
"""

from slipcover import pytest_plugin  # type: ignore[import-untyped]

if pytest_plugin._slipcover_instance:
    pytest_plugin._slipcover_instance.immediate = True
