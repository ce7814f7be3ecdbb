"""The examples in the docstrings."""

from __future__ import annotations

import doctest

import pytest

from threadkit.export import clean, markdown
from threadkit.graph import identity


@pytest.mark.parametrize("module", [clean, markdown, identity], ids=lambda module: module.__name__)
def test_docstring_examples(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
