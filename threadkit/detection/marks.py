"""Marks that several steps ask for."""

from __future__ import annotations

SURE = 0.8
"""A named layout that finds ``SURE_POSTS`` and is trusted this much needs no rivals."""
SURE_PLAIN = 0.7
SURE_WORDY = 0.6
COMPLETE = 0.95
WORDY = 2.5
"""Nor does one of ``LEAST_SURE`` posts that is trusted a little less, if it reads a likely name and a date of every
post (plain), or nearly every date by a byline of so many words of its own that it fits no other platform (wordy).
Layouts that were made for another platform reach the lower marks as well, but not with every field."""
SIDED = 0.2
"""How far the signs of a byline's side must speak for a layout that needs no rivals (text below the last byline, say,
and nothing to the contrary), for only those to be judged beside it that read the same rows from the same side; words of
its own in plenty (:data:`WORDY`) say as much."""
MOSTLY_READ = 0.75
WORDY_READ = 0.35
"""Where telling (wordy) layouts read this share of all dates, the others are not looked for at first."""
LEAST_RIVAL = 0.5
SAME_ROWS = 0.9
"""Next to the layout that reads most, others are judged at once if they read half as much or more, unless they find so
much in its very rows by words that are no more (or, where they read from the other side, by less than twice as many).
"""
CLOSE_CALL = 0.03
"""Where the runner-up with other posts or authors scores this near, the choice is reported as close."""
