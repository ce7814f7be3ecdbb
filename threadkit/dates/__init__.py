"""What printed dates are made of: words of many languages, and the grammar that joins them.

The public functions are in :mod:`threadkit.timestamps`.
"""
