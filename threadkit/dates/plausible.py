"""Keep out what looks like a date and is not: "may 5", "John 3:16", "v2.10.13", "10-15".

Decides about the doubtful shapes only; what has a day, a year and a month name
needs no second look.  Every test names what it keeps out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from threadkit.dates.lexicon import lexicon

NAME_SIGNS = "=&%_$€£#"
"""Signs before a number that make it a price, or part of an address or a file name."""
PARTING_SIGNS = "(•·|"
VERSION_WORDS = frozenset(("v", "ver", "version", "rev", "r"))


def is_plausible(fields: Mapping[str, str], tokens: Sequence[str], first: int, last: int) -> bool:
    """Whether tokens ``first`` to ``last``, of a doubtful shape, are a date here."""
    if "a" in fields and int(fields["a"]) > 12 and int(fields["b"]) > 12:
        return False
    if "day" not in fields and "a" not in fields:
        return _is_plausible_clock(fields, tokens, first, last)
    if "hour" in fields or "year" in fields or "yyhh" in fields:
        return True
    if "jyear" in fields:  # "1400/12/10": any three numbers
        return "jmonth" in fields or stands_alone(tokens, first, last)
    if "yy" in fields:
        return _is_plausible_short_year(fields, tokens, first, last)
    return _is_plausible_without_year(fields, tokens, first, last)


def stands_alone(tokens: Sequence[str], first: int, last: int) -> bool:
    """Whether a match is all that a line says."""
    return not any(token[0].isalnum() for token in (*tokens[max(first - 2, 0) : first], *tokens[last : last + 2]))


def _is_plausible_clock(fields: Mapping[str, str], tokens: Sequence[str], first: int, last: int) -> bool:
    if "minute" not in fields:  # "3 pm"
        return "half" in fields and ("dayword" in fields or "wday" in fields)
    before = tokens[first - 1] if first else ""
    if before and ((before[0].isalnum() and "dayword" not in fields) or before[-1] in "-+"):  # "x13:27"
        return False
    if "wday" in fields:  # "so 5:30", "水] 19:18"
        weak = fields["wday"].islower() and "weak" in _roles(fields["wday"])
        return len(fields["wday"]) > 1 and (not weak or stands_alone(tokens, first, last))
    word = _word_before(tokens, first)
    announced = _announces(word)
    if tokens[first][0].isdigit() and tokens[first + 1][0] not in ":.時时시點点" and not announced:  # "2h14"
        return stands_alone(tokens, first, last)
    if len(fields["hour"]) == 1 and "half" not in fields:  # "John 3:16"
        return announced or not word[:1].isalpha()
    return True


def _is_plausible_short_year(fields: Mapping[str, str], tokens: Sequence[str], first: int, last: int) -> bool:
    inside = tokens[first:last]
    if "month" in fields:  # "7 July 36"
        return "-" in inside or "/" in inside or "apostrophe" in _roles(inside[-2]) or last == len(tokens)
    if "-" in inside:  # "10-05-17": a number of anything
        return stands_alone(tokens, first, last)
    if "." in inside:  # "1.12.10" is more often a version
        two_digits = len(inside[0]) == len(inside[2]) == 2
        said_version = not VERSION_WORDS.isdisjoint(map(str.casefold, tokens[max(first - 3, 0) : first]))
        return (two_digits and not said_version) or stands_alone(tokens, first, last)
    return True


def _is_plausible_without_year(fields: Mapping[str, str], tokens: Sequence[str], first: int, last: int) -> bool:
    if "a" in fields or tokens[first + 1] == ".":  # "10-15", "3.5."
        return False
    if "month" not in fields:
        return True
    if tokens[first + 1][0].isalnum():  # "2eyl"
        return False
    roles = _roles(fields["month"])
    if "weak" in roles:  # "may 5", "5 d ago"; but "on May 5"
        announced = tokens[first] == fields["month"].capitalize() and _announces(_word_before(tokens, first))
        alone = announced or stands_alone(tokens, first, last) or _opens_line(tokens, first, last)
        return "after" not in roles and (alone or _is_parted(fields, tokens, first, last))
    return True


def _word_before(tokens: Sequence[str], first: int) -> str:
    """The word before a match, blanks between; "" without."""
    return tokens[first - 2] if first > 1 and tokens[first - 1].isspace() else ""


def _announces(word: str) -> bool:
    """Whether a word such as "at" or "on" says that a date or time follows."""
    return bool(word) and "at" in _roles(word)


def _opens_line(tokens: Sequence[str], first: int, last: int) -> bool:
    """Whether a capitalised match opens the line, and a sign parts it from the rest: "Jan 5 (edited)"."""
    sign = "".join(tokens[last : last + 2]).strip()[:1]
    return first == 0 and tokens[0][0].isupper() and sign != "" and sign in PARTING_SIGNS


def _is_parted(fields: Mapping[str, str], tokens: Sequence[str], first: int, last: int) -> bool:
    """Whether signs part a capitalised match from what is before it and behind it: "Ann · May 5", "Ann (5 May)"."""
    before, behind = tokens[first - 1].rstrip()[-1:] if first else "", "".join(tokens[last : last + 2]).strip()[:1]
    parted = before != "" and before in PARTING_SIGNS and behind in f"{PARTING_SIGNS})"
    return parted and fields["month"][0].isupper()


def _roles(token: str) -> frozenset[str]:
    return lexicon().roles_of(lexicon()[token])
