"""Settings and fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Examples that build long chains take their time on a busy machine; a deadline would only make tests flicker.
settings.register_profile("threadkit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("threadkit")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def gold() -> Path:
    """Folder of saved pages with known posts; tests that need it are skipped where it is not."""
    folder = Path(os.environ.get("THREADKIT_GOLD", ROOT.parent / "shared" / "gold"))
    if not folder.is_dir():
        pytest.skip("no gold pages here (set THREADKIT_GOLD)")
    return folder
