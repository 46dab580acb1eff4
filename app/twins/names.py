"""What remains of an organisation's or a person's name once legal form, script and word order are set aside."""

import re
from functools import cache

from app.twins.scripts import latin

# Words that only say which legal form an organisation has, in the Latin spelling of `latin`.
_ANYWHERE = frozenset(
    """gmbh ggmbh srl srls sarl eurl ltd limited llc llp plc inc incorporated pty pvt eood ood aktiengesellschaft
    gesellschaft ohg kgaa ltda eireli bhd sdn sas sasu snc scarl scrl selarl spzoo doo dooel kft zrt nyrt
    monoprosopi anonimi etairia etaireia idiotiki kefalaiouchiki periorismenis efthynis druzhestvo druzhestvoto
    haftungsbeschrankt bhs fzco fze fzc wll qcsc qpsc pjsc pllc unlimited limitada societe""".split()
)
_AT_THE_END = _ANYWHERE | frozenset(
    """spa sapa ss scpa soc coop ag kg ug mbh gbr ev eg se ek co corp corporation company cie sa sau sl slu
    nv bv cv as asa ab oy oyj aps ivs hf ehf ae epe oe ee ike avee aveee aeve ate avete ad ead et sd kd dzzd
    jsc ojsc cjsc ao oao zao pao ooo tov uab sia ou tbk pt pte kk kabushiki kaisha aac ac sti sirketi
    anonim ticaret tic san sanayi ve lp cic lc pc sab de spol sro ks vos rt bt sp praibhet kompani kong private
    and""".split()
)
_AT_THE_START = frozenset(
    "sarl sas sasu eurl sa ood eood ad ead et sd ao oao zao pao ooo tov soc ae ms messrs cv pt".split()
)
_CONNECTORS = frozenset("and und et e y og och en kai ke i o the ebang end".split())

# Words so common in the names of firms that they say little about which firm it is.
GENERIC = frozenset(
    """group groupe gruppo gruppe grup grupo holding holdings international internationale intl global world
    worldwide europe european euro systems system technologies technology tech solutions solution services service
    industries industry industrial industrie industria products product engineering manufacturing aerospace
    aviation aero aircraft defence defense security space trading trade import export commercial enterprises
    enterprise associates partners consulting management electronics electric components materials metals
    precision composites tools national american british uk usa italia italian italy hellas hellenic greece
    ellas ellada balgaria bulgaria bulgarian bangladesh bangla india deutschland germany german france francais
    francaise company center centre central institute university hospital research agency association
    development general new united first north south east west of for di de del della du des la le les il
    und fur the division universita universite universitat universidad institut istituto hochschule centro azienda
    ospedale fondazione fondation foundation stiftung verein associazione college school""".split()
)

# ASCII at the speed of bytes: capitals made small, apostrophes gone, anything else than letters and digits a blank.
_SMALL = bytes(code if chr(code).isalnum() else 32 for code in range(128)).lower() + bytes(range(128, 256))
_APOSTROPHES = b"'`"


def name_words(name: str) -> list[str]:
    """The words of an organisation's name in the order written, in Latin letters, without its legal form.

    Accents, punctuation, connecting words ("and", "&", "και"), letter spacing ("S. p. A.") and asides in brackets
    are gone. A name made of nothing but legal forms keeps them, so that no two such firms look alike.
    """
    return _without_legal_form(_plain_words(without_brackets(name)))


def all_name_words(name: str) -> list[str]:
    """As `name_words`, with what stands in brackets."""
    return _without_legal_form(_plain_words(name))


def name_key(name: str) -> str:
    """One spelling for all ways of writing the name of an organisation; empty where no letter or digit is left.

    Words are put in alphabetical order, so "Rossi Mario" and "Mario Rossi" meet; German ae, oe, ue count as
    the letters they stand for; what stands in brackets does not count.
    """
    return one_spelling(" ".join(sorted(name_words(name))))


def person_words(name: str) -> list[str]:
    """The words of a person's name in Latin letters, in the order written."""
    return _plain_words(name)


def without_brackets(name: str) -> str:
    """The name without what stands in brackets; the whole name where nothing else would be left."""
    if "(" not in name and "[" not in name:
        return name
    return _in_brackets().sub(" ", name).strip() or name


def one_spelling(text: str) -> str:
    """Umlauts written as two letters made one, so that Mueller and Müller meet."""
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _plain_words(name: str) -> list[str]:
    if "&" in name and ";" in name:
        name = _unescaped(name)
    if name.isascii():
        words = name.encode().translate(_SMALL, _APOSTROPHES).decode().split()
    else:
        text = latin(name).replace("'", "").replace("’", "").replace("`", "")
        words = _not_letters().sub(" ", text).split()
    for word in words:
        if len(word) == 1:
            return _joined_initials(words)
    return words


def _unescaped(name: str) -> str:
    """Printed lists carry names escaped more than once: `&amp;amp;` is one ampersand."""
    import html

    for _ in range(8):
        plain = html.unescape(name)
        if plain == name:
            break
        name = plain
    return name


def _joined_initials(words: list[str]) -> list[str]:
    """Single letters in a row are one word: s p a → spa, d o o → doo."""
    joined: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1:
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(word)
    if run:
        joined.append(run)
    return joined


def _without_legal_form(words: list[str]) -> list[str]:
    end = len(words)
    if end > 2 and words[-1] == "zoo" and words[-2] == "sp":
        end -= 2
    while end > 1 and words[end - 1] in _AT_THE_END:
        end -= 1
    start = 0
    while start < end - 1 and words[start] in _AT_THE_START:
        start += 1
    kept = [word for word in words[start:end] if word not in _ANYWHERE and word not in _CONNECTORS]
    return kept or words[start:end]


# Compiled at first use: the import of this module is part of the program's start.
@cache
def _not_letters() -> re.Pattern[str]:
    return re.compile(r"[\W_]+")


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(r"[(\[][^()\[\]]*[)\]]")
