"""How much a decoded word looks like a word: letters, scripts, capitals and accents of the languages we meet."""

import re

LATIN_OFTEN = frozenset("éèàùòìçäöüßêâôûîëïñáíóúãõåøæÉÈÀÙÒÄÖÜÇÁÍÓÚÑØÅœŒ")
LATIN_ELSEWHERE = frozenset("čřšžěůýťďňŠŽČŘąęłśźżćńŁŚŻőűăâîșțşţğıİŞĞđĐ")
GREEK_ACCENTED = frozenset("άέήίόύώΐΰϊϋ")
GREEK_CAPITAL_ACCENTED = frozenset("ΆΈΉΊΌΎΏ")
GREEK_VOWELS = frozenset("αεηιουωάέήίόύώϊϋΐΰΑΕΗΙΟΥΩΆΈΉΊΌΎΏ")
CYRILLIC_BY_FREQUENCY = "оаеинтсрвлкмдпуязыбгъьчйхжцюшщіїєэёфґ"
CYRILLIC_VALUE = {letter: 1.35 - 0.055 * place for place, letter in enumerate(CYRILLIC_BY_FREQUENCY)}
CYRILLIC_VOWELS = frozenset("аеиоуъыэюяіїєё")
QUIET_SIGNS = frozenset("«»“”„‘’‚–—…€£§°©®™№ªº\xa0")
LETTERS = re.compile(r"[^\W\d_]+")
CONTROL_OR_UNKNOWN = re.compile("[\ufffd\x80-\x9f\ue000-\uf8ff]")


def score_word(text: str) -> float:
    """Points for one word as decoded: about +1 for each plausible letter outside ASCII, less for oddities."""
    score = -5.0 * len(CONTROL_OR_UNKNOWN.findall(text))
    for place, char in enumerate(text):
        if char > "\x7f" and not char.isalpha():
            score += _sign(text, place, char)
    for run in LETTERS.findall(text):
        if not run.isascii():
            score += _run_of_letters(run)
    return score


def _sign(text: str, place: int, char: str) -> float:
    """A sign that is no letter: at home beside a word, a stranger inside one."""
    before = text[place - 1].isalpha() if place else False
    after = text[place + 1].isalpha() if place + 1 < len(text) else False
    if char == "’" and before and after:
        return 0.8
    if before and after:
        return -2.5
    if char in QUIET_SIGNS:
        # Opening quotes, dashes and low quotes do not stick to the end of a word.
        return -0.8 if before and char in "‚„“‘«•–—" else 0.1
    return -3.0 if "\u2500" <= char <= "\u25ff" else -1.2


def _run_of_letters(run: str) -> float:
    """A word without signs in it: one script, sensible capitals, letters that occur."""
    scripts = {_script(char) for char in run}
    score = -3.0 if len(scripts) > 1 else 0.0
    score += _capitals(run)
    if "greek" in scripts:
        score += _greek(run)
    if "cyrillic" in scripts:
        score += _cyrillic(run)
    if "latin" in scripts:
        score += _latin(run)
    if "other" in scripts:
        score -= 1.0
    # A letter that stands alone says little about the language.
    return score * 0.2 if len(run) == 1 else score


def _script(char: str) -> str:
    if char < "\u0250":
        # The micro sign and the ordinals count as letters but stand in no word.
        return "other" if char in "ªµº" else "latin"
    if "\u0370" <= char <= "\u03ff":
        return "greek"
    if "\u0400" <= char <= "\u04ff":
        return "cyrillic"
    return "other"


def _capitals(run: str) -> float:
    """Small letters first and capitals after is the mark of a wrong code page."""
    if run.isupper() or run.islower() or run.istitle():
        return 0.15 if run.istitle() and len(run) > 2 else 0.0
    turns = sum(1 for a, b in zip(run, run[1:], strict=False) if a.islower() and b.isupper())
    return -2.0 * turns


def _latin(run: str) -> float:
    """Western and central European letters; several accents in a row are rare."""
    score = 0.0
    for char in run:
        if char > "\x7f" and _script(char) == "latin":
            score += 1.0 if char in LATIN_OFTEN else 0.45 if char in LATIN_ELSEWHERE else -0.6
    pairs = sum(1 for a, b in zip(run, run[1:], strict=False) if a > "\x7f" and b > "\x7f")
    return score - (1.0 * pairs if pairs < 2 else 2.0 * pairs)


def _greek(run: str) -> float:
    """Greek words carry one accent, and the final sigma stands at the end."""
    letters = [char for char in run if "\u0370" <= char <= "\u03ff"]
    score = 1.0 * len(letters)
    accents = sum(char in GREEK_ACCENTED for char in run)
    if len(letters) > 2 and not run.isupper():
        first = run[0] in GREEK_CAPITAL_ACCENTED
        total = accents + first
        score += 1.5 if total == 1 else -0.5 if total == 0 else -1.5 * (total - 1)
    score -= 3.0 * run[:-1].count("ς")
    score -= 2.0 * (run[-1] == "σ" and len(run) > 1)
    score -= 2.0 * sum(char in GREEK_CAPITAL_ACCENTED for char in run[1:])
    return score - _crowded(run, GREEK_VOWELS)


def _cyrillic(run: str) -> float:
    """Cyrillic words have vowels and their letters are not the rare ones."""
    small = run.lower()
    score = sum(CYRILLIC_VALUE.get(char, -0.8) for char in small if char > "\x7f")
    return score - _crowded(small, CYRILLIC_VOWELS) - 2.0 * (small[0] in "ьъы" and len(run) > 1)


def _crowded(run: str, vowels: frozenset[str]) -> float:
    """Docked for five consonants in a row and more."""
    longest = length = 0
    for char in run:
        length = 0 if char in vowels else length + 1
        longest = max(longest, length)
    return 1.5 * max(0, longest - 4) if len(run) > longest else 3.0 * (longest > 3)
