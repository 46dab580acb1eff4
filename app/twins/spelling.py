"""Letters of other scripts spelled out in Latin ones; read in only when the first of them is met.

Sources: ELOT 743 / ISO 843 for Greek, the Bulgarian Transliteration Act of 2009 for Cyrillic (with the
common spelling of the letters other Slavic languages add), and everyday romanisation of Bengali names.
"""

import re
import unicodedata

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu",
    "я": "ya", "ё": "yo", "ы": "y", "э": "e", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u",
    "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o", "ϊ": "i", "ΐ": "i", "ϋ": "y", "ΰ": "y",
}  # fmt: skip
_LATIN = {
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ƒ": "f",
}  # fmt: skip
_LETTERS = str.maketrans({**_CYRILLIC, **_LATIN, "ϊ": "i", "ΐ": "i", "ϋ": "y", "ΰ": "y"})
_GREEK_LETTERS = str.maketrans(_GREEK)
_MARKS = re.compile("[\u0300-\u036f]+")
_BULGARIAN_ENDING = re.compile(r"ия\b")
_DIGRAPHS = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        ("ου", "ou"),
        (r"([αεη])υ(?=[αεηιουωβγδζλμνρ])", r"\1v"),
        (r"([αεη])υ", r"\1f"),
        (r"\bμπ|μπ\b", "b"),
        ("γγ", "ng"),
        ("γξ", "nx"),
        ("γχ", "nch"),
    )
)

_BENGALI_CONSONANTS = dict(
    zip(
        "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহৰৱY",
        "k kh g gh ng ch ch j jh n t th d dh n t th d dh n p f b bh m j r l sh sh s h r w y".split(),
        strict=True,
    )
)
_BENGALI_VOWELS = dict(zip("অআইঈউঊঋএঐওঔ", "a a i i u u ri e oi o ou".split(), strict=True))
_BENGALI_SIGNS = dict(zip("ািীুূৃেৈোৌ", "a i i u u ri e oi o ou".split(), strict=True))
_BENGALI_SOUNDS = {
    **_BENGALI_VOWELS,
    **_BENGALI_SIGNS,
    "ং": "ng",
    "ঃ": "h",
    "ৎ": "t",
    **{chr(0x09E6 + digit): str(digit) for digit in range(10)},
}
_VIRAMA, _NUKTA, _UNWRITTEN = "\u09cd", "\u09bc", "*"
_VOWELS = frozenset("aeiou" + _UNWRITTEN)
# য with a dot is y, a joined য is y too; ড and ঢ with a dot are r; ক্ষ is spoken kh.
_BENGALI_CLUSTERS = (
    ("য" + _NUKTA, "Y"),
    (_VIRAMA + "য", _VIRAMA + "Y"),
    ("ড" + _NUKTA, "ৰ"),
    ("ঢ" + _NUKTA, "ৰ"),
    ("ক্ষ", "খ"),
)
_BENGALI = re.compile("[\u0980-\u09ff\u200c\u200d]+")
_SPELLED_OUT = re.compile("[\u0370-\u052f\u0980-\u09ff\u1f00-\u1fff]")
_GREEK_SEEN = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")


def spelled_out(text: str) -> str:
    """A text in lower-case Latin letters, accents taken off; letters not known here stay as they are."""
    text = unicodedata.normalize("NFC", text).casefold()
    if _BENGALI.search(text):
        text = _BENGALI.sub(_bengali_word, text)
    text = _BULGARIAN_ENDING.sub("ia", text).translate(_LETTERS)
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    if _GREEK_SEEN.search(text):
        for pattern, into in _DIGRAPHS:
            text = pattern.sub(into, text)
        text = text.translate(_GREEK_LETTERS)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def has_other_script(text: str) -> bool:
    """Whether a text holds Greek, Cyrillic or Bengali letters."""
    return bool(_SPELLED_OUT.search(text))


def _bengali_word(match: re.Match[str]) -> str:
    """A run of Bengali letters, with the vowel that its consonants carry unwritten where it is spoken."""
    word = unicodedata.normalize("NFC", match.group())
    for written, spoken in _BENGALI_CLUSTERS:
        word = word.replace(written, spoken)
    sounds: list[str] = []
    for place, letter in enumerate(word):
        if letter in _BENGALI_CONSONANTS:
            sounds.append(_BENGALI_CONSONANTS[letter])
            following = word[place + 1 : place + 2]
            if following and following not in _BENGALI_SIGNS and following != _VIRAMA:
                sounds.append(_UNWRITTEN)
        else:
            sounds.append(_BENGALI_SOUNDS.get(letter, ""))
    return _silent_vowels_dropped(sounds)


def _silent_vowels_dropped(sounds: list[str]) -> str:
    """The unwritten vowel is silent between two syllables with a vowel of their own: rahaman → rahman."""
    spoken = [sound for sound in sounds if sound]
    for place in range(2, len(spoken) - 2):
        vowels = spoken[place - 2][0] in _VOWELS and spoken[place + 2][0] in _VOWELS
        if spoken[place] == _UNWRITTEN and vowels and spoken[place - 1][0] not in _VOWELS:
            spoken[place] = "'"
    return "".join(spoken).replace(_UNWRITTEN, "a").replace("'", "")
