"""How a name reads in plain Latin letters, and how it sounds."""


def latin(text: str) -> str:
    """A name in lower-case Latin letters, whatever script it was written in.

    Letters of scripts that are not known here stay as they are, so two equal names stay equal.
    """
    if text.isascii():
        return text.lower()
    from app.twins.spelling import spelled_out

    return spelled_out(text)


def other_script(text: str) -> bool:
    """Whether a name is written in letters that had to be spelled out, and so in more than one way."""
    if text.isascii():
        return False
    from app.twins.spelling import has_other_script

    return has_other_script(text)


_SOUNDS = str.maketrans("cqzjwv", "kkssbb", "aeiouyh")


def sound(text: str) -> str:
    """The bare consonants of a Latin word, near letters made one: the same for most spellings of one name."""
    text = text.replace("ph", "f").replace("mp", "b").replace("nt", "d").replace("gk", "g").replace("x", "ks")
    bare = text.translate(_SOUNDS)
    if not bare:
        return text
    kept = bare[0]
    for letter in bare[1:]:
        if letter != kept[-1]:
            kept += letter
    return kept
