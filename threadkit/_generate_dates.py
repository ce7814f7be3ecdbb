"""Write ``data/date_names.json`` from the CLDR tables that Babel ships.

Decides which languages and which CLDR fields become date words; what a word
may mean next to which other is decided in :mod:`threadkit.timestamps`, and
words CLDR does not have live in ``data/date_words.toml``, written by hand.

Run ``python -m threadkit._generate_dates`` after a Babel upgrade.  Babel and
Node.js are needed for this command only; the JSON file is what the package reads.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LANGUAGES = (
    "ar az be bg bn ca cs cy da de el en en_GB en_AU es es_MX et eu fa fi fr fr_CA gl he hi hr hu hy id is it ja ka kk "
    "ko lt lv mk ms nb nl nn pl pt pt_PT ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh zh_Hant"
).split()
UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
UNSPACED = ("ja", "ko", "th", "zh", "zh_Hant")
OUTPUT = Path(__file__).parent / "data" / "date_names.json"

_CATALAN_OF = re.compile(r"^(?:de |d’)")
_DIGIT = re.compile(r"\d")


def main() -> None:
    """Write the data file and say how much is in it."""
    names = {language: language_names(language) for language in LANGUAGES}
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(_readable_json(names), encoding="utf-8")
    print(f"{OUTPUT}: {len(names)} languages, {OUTPUT.stat().st_size} bytes")


def language_names(language: str) -> dict[str, Any]:
    """All CLDR words of one language that a printed date may contain."""
    from babel import Locale, localedata

    # Babel merges child tables into shared parents: without a fresh start, words leak from one language to the next.
    localedata._cache.clear()
    locale = Locale.parse(language)
    fields = locale._data["date_fields"]
    return {
        "months": [_widths(locale.months, month) for month in range(1, 13)],
        "weekdays": [_widths(locale.days, day) for day in range(7)],
        "am": _periods(locale.day_periods, ("am", "morning1", "morning2")[: 3 if language in UNSPACED else 1]),
        "pm": _periods(locale.day_periods, ("pm", "afternoon1", "afternoon2", "evening1")[: 4 if language in UNSPACED else 1]),
        "ago": relative_words(language, fields),
        "days": day_words(language),
    }


def day_words(language: str) -> dict[str, str]:
    """Words for today (0), yesterday (1) and the day before (2).

    Babel drops these CLDR fields, so they are asked of Node.js, whose ``Intl`` carries the same tables.
    """
    program = (
        "const f = new Intl.RelativeTimeFormat(process.argv[1], {numeric: 'auto'});"
        "console.log(JSON.stringify([0, -1, -2].map(n => f.format(n, 'day'))))"
    )
    printed = subprocess.run(
        ["node", "-e", program, language.replace("_", "-")], check=True, capture_output=True, text=True
    ).stdout
    return {str(days): word for days, word in enumerate(json.loads(printed)) if not _DIGIT.search(word)}


def _widths(names: Any, key: int) -> list[str]:
    found = (
        names[context][width].get(key, "") for context in ("format", "stand-alone") for width in ("wide", "abbreviated")
    )
    return _unique(_CATALAN_OF.sub("", name) for name in found if len(name.strip(". ")) > 1 or ord(name[:1] or " ") > 0x2E80)


def _periods(periods: Any, keys: tuple[str, ...]) -> list[str]:
    found = (
        periods[context][width].get(key, "")
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated", "narrow")
        if context in periods and width in periods[context]
        for key in keys
    )
    return _unique(name for name in found if len(name) > 1 or ord(name[:1] or " ") > 0x2E80)


def relative_words(language: str, fields: Any) -> dict[str, Any]:
    """CLDR's "{0} hours ago" patterns taken apart, so that "2 hours 5 minutes ago" can be read too.

    Returns the words ``before`` the number, the unit names, the words ``after`` the unit, and under ``fixed`` the
    phrases that hold no number ("an hour ago" where a language has its own form) with the number they stand for.
    """
    posts: dict[str, list[str]] = {unit: [] for unit in UNITS}
    before: list[str] = []
    fixed: dict[str, list[list[Any]]] = {}
    for unit in UNITS:
        for count, pattern in _past_patterns(fields, unit):
            if pattern.startswith("-"):  # "-3 h", the narrow form of some languages
                continue
            if "{0}" not in pattern:
                fixed.setdefault(unit, []).append([pattern.strip(), 2 if count == "two" else 1])
                continue
            pre, post = (part.strip() for part in pattern.split("{0}"))
            before.append(pre)
            posts[unit].append(post)
    after = _common_endings(posts, glued=language in UNSPACED)
    units = {unit: _unique(_without_ending(post, after) for post in posts[unit]) for unit in UNITS}
    return {"before": _unique(before), "after": after, "units": units, "fixed": fixed}


def _past_patterns(fields: Any, unit: str) -> list[tuple[str, str]]:
    return [
        (count, pattern.replace("\xa0", " "))
        for width in ("", "-short", "-narrow")
        for count, pattern in fields.get(unit + width, {}).get("past", {}).items()
    ]


def _common_endings(posts: dict[str, list[str]], glued: bool) -> list[str]:
    """Endings that at least three units share, longest first: "ago", "yang lalu", "前"."""
    seen: dict[str, set[str]] = {}
    for unit, forms in posts.items():
        for form in forms:
            pieces = list(form) if glued else form.split(" ")
            for start in range(1, len(pieces)):
                seen.setdefault(("" if glued else " ").join(pieces[start:]).strip(), set()).add(unit)
    shared = {ending: units for ending, units in seen.items() if len(units) >= 3 and ending[0].isalpha()}
    whole = (
        ending
        for ending, units in shared.items()
        if not any(other != ending and other.endswith(ending) and units <= shared[other] for other in shared)
    )
    return sorted(whole, key=len, reverse=True)


def _without_ending(post: str, endings: list[str]) -> str:
    for ending in endings:
        if post.endswith(ending):
            return post[: -len(ending)].strip()
    return post


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def _readable_json(names: dict[str, Any]) -> str:
    """JSON with one line per list, so that a diff shows which word changed."""
    text = json.dumps(names, ensure_ascii=False, indent=1, sort_keys=True)
    flat = re.compile(r"\[\s*((?:\"[^\"]*\",?\s*)*)\]")
    return flat.sub(lambda match: "[" + re.sub(r"\s*\n\s*", " ", match[1]).strip() + "]", text) + "\n"


if __name__ == "__main__":
    main()
