"""Write ``names.json``: month, weekday and relative-time words of many languages, from CLDR.

Decides which languages and which CLDR fields are taken; what a word may mean
beside which other is decided by the grammar.  Words that CLDR does not have
are in ``words.toml``, written by hand.

Run ``python -m threadkit.dates.generate`` after an upgrade of Babel.  Babel
and, for the words "today" and "yesterday", Node.js are needed for this command
only; the package reads nothing but the JSON file.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LANGUAGES = (
    "ar", "az", "be", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "en_GB", "en_AU", "es", "es_MX", "et",
    "eu", "fa", "fi", "fr", "fr_CA", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko",
    "lt", "lv", "mk", "ms", "nb", "nl", "nn", "pl", "pt", "pt_PT", "ro", "ru", "sk", "sl", "sq", "sr", "sr_Latn",
    "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "zh", "zh_Hant",
)  # fmt: skip
UNSPACED = ("ja", "ko", "th", "zh", "zh_Hant")
"""Languages that glue number, unit and "ago"; they also print more parts of the day than am and pm."""
UNIT_FIRST = ("sw",)
"""Languages that put the unit before the number; their "ago" is left out, and their "today" (leo) is a first name."""
UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
MORNING, AFTERNOON = ("am", "morning1", "morning2"), ("pm", "afternoon1", "afternoon2", "evening1")
SHARED_BY = 3
"""Units that must share an ending before it counts as the word for "ago"."""
OUTPUT = Path(__file__).with_name("names.json")

_DIGIT = re.compile(r"\d")
_CATALAN_OF = re.compile(r"^(?:de |d’)")


def main() -> None:
    """Write the data file and say how much is in it."""
    names = {language: language_names(language) for language in LANGUAGES}
    OUTPUT.write_text(_readable_json(names), encoding="utf-8")
    print(f"{OUTPUT}: {len(names)} languages, {OUTPUT.stat().st_size} bytes")


def language_names(language: str) -> dict[str, Any]:
    """The CLDR words of one language that a printed date may contain."""
    from babel import Locale, localedata

    # Babel merges child tables into shared parents; without a fresh start, words leak from one language to the next.
    localedata._cache.clear()
    locale = Locale.parse(language)
    halves = len(MORNING) if language in UNSPACED else 1
    return {
        "months": [_widths(locale.months, month) for month in range(1, 13)],
        "weekdays": [_widths(locale.days, day) for day in range(7)],
        "am": _periods(locale.day_periods, MORNING[:halves]),
        "pm": _periods(locale.day_periods, AFTERNOON[: 1 if halves == 1 else None]),
        "half_first": locale.time_formats["short"].pattern[0] in "aB",
        "ago": relative_words(language, locale._data["date_fields"]),
        "days": {} if language in UNIT_FIRST else day_words(language),
    }


def day_words(language: str) -> dict[str, str]:
    """Words for today (0), yesterday (1) and the day before (2).

    Babel drops these CLDR fields, so they are asked of Node.js, whose ``Intl`` carries the same tables.
    """
    program = (
        "const f = new Intl.RelativeTimeFormat(process.argv[1], {numeric: 'auto'});"
        "console.log(JSON.stringify([0, -1, -2].map(n => f.format(n, 'day'))))"
    )
    command = ["node", "-e", program, language.replace("_", "-")]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {str(days): word for days, word in enumerate(json.loads(printed)) if not _DIGIT.search(word)}


def relative_words(language: str, fields: Any) -> dict[str, Any]:
    """CLDR's "{0} hours ago" patterns taken apart, so that "2 hours 5 minutes ago" can be read too.

    Returns ``frames``, pairs of the words before the number and after the unit ("for", "siden"); ``units``, the names
    of each unit; ``fixed``, the phrases that hold no number, with the number they stand for.
    """
    posts: dict[str, list[tuple[str, str]]] = {unit: [] for unit in UNITS}
    fixed: dict[str, list[list[Any]]] = {}
    for unit in UNITS:
        for count, pattern in _past_patterns(fields, unit):
            if not pattern[0].isalnum() and not pattern.startswith("{0}"):  # "-3 h", a narrow form
                continue
            if "{0}" not in pattern:
                fixed.setdefault(unit, []).append([pattern.strip(), 2 if count == "two" else 1])
                continue
            before, after = (part.strip() for part in pattern.split("{0}"))
            posts[unit].append((before, after))
    endings = _common_endings(posts, glued=language in UNSPACED)
    frames: list[tuple[str, str]] = []
    units: dict[str, list[str]] = {}
    for unit, pairs in posts.items():
        for before, after in pairs:
            ending = next((ending for ending in endings if after.endswith(ending)), "")
            if not before and not ending and " " in after:
                ending = after.rpartition(" ")[2]
            name = after.removesuffix(ending).strip()
            if name and (before or ending) and language not in UNIT_FIRST:
                frames.append((before, ending))
                units.setdefault(unit, []).append(name)
    return {
        "frames": [list(frame) for frame in dict.fromkeys(frames)],
        "units": {unit: _unique(names) for unit, names in units.items()},
        "fixed": fixed,
    }


def _past_patterns(fields: Any, unit: str) -> list[tuple[str, str]]:
    return [
        (count, pattern.replace("\xa0", " ").strip())
        for width in ("", "-short", "-narrow")
        for count, pattern in fields.get(unit + width, {}).get("past", {}).items()
    ]


def _common_endings(posts: dict[str, list[tuple[str, str]]], glued: bool) -> list[str]:
    """Endings that several units share, longest first: "ago", "yang lalu", "前"."""
    seen: dict[str, set[str]] = {}
    for unit, pairs in posts.items():
        for _, form in pairs:
            pieces = list(form) if glued else form.split(" ")
            for start in range(1, len(pieces)):
                seen.setdefault(("" if glued else " ").join(pieces[start:]).strip(), set()).add(unit)
    shared = {
        ending: units for ending, units in seen.items() if len(units) >= SHARED_BY and ending and ending[0].isalpha()
    }
    whole = (
        ending
        for ending, units in shared.items()
        if not any(other != ending and other.endswith(ending) and units <= shared[other] for other in shared)
    )
    return sorted(whole, key=len, reverse=True)


def _widths(names: Any, key: int) -> list[str]:
    found = (
        names[context][width].get(key, "") for context in ("format", "stand-alone") for width in ("wide", "abbreviated")
    )
    return _unique(_CATALAN_OF.sub("", name) for name in found if _says_something(name))


def _periods(periods: Any, keys: tuple[str, ...]) -> list[str]:
    found = (
        periods[context][width].get(key, "")
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated", "narrow")
        if width in periods.get(context, {})
        for key in keys
    )
    return _unique(name for name in found if _says_something(name))


def _says_something(name: str) -> bool:
    """Single letters mean too much, except in scripts where they are words."""
    return len(name.strip(". ")) > 1 or name[:1] > "\u2e80"


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _readable_json(names: dict[str, Any]) -> str:
    """JSON with one line per list of words, so that a diff shows which changed."""
    text = json.dumps(names, ensure_ascii=False, indent=1, sort_keys=True)
    flat = re.compile(r"\[\s*((?:(?:\"[^\"]*\"|\d+),?\s*)*)\]")
    return flat.sub(lambda match: "[" + re.sub(r"\s*\n\s*", " ", match[1]).strip() + "]", text) + "\n"


if __name__ == "__main__":
    main()
