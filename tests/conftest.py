"""Settings and fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Examples that build long chains take their time on a busy machine; a deadline would only make tests flicker.
# The same examples every time, so that a failure is the change's; look for new ones with HYPOTHESIS_PROFILE=search.
COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("threadkit", derandomize=True, **COMMON)
settings.register_profile("search", **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "threadkit"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def gold() -> Path:
    """Folder of saved pages with known posts; tests that need it are skipped where it is not."""
    folder = Path(os.environ.get("THREADKIT_GOLD", ROOT.parent / "shared" / "gold"))
    if not folder.is_dir():
        pytest.skip("no gold pages here (set THREADKIT_GOLD)")
    return folder
