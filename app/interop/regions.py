"""Countries, languages and currencies by whatever name a file gives them."""

from functools import cache

from app.language.folding import fold

LANGUAGES = ("en_GB", "it", "el", "bg", "bn", "de", "fr")
SPOKEN_COUNTRIES = {
    "uk": "GB", "el": "GR", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "great britain": "GB", "u.k.": "GB", "usa": "US", "u.s.a.": "US", "u.s.": "US", "u.s.a": "US", "u.s": "US",
    "u.k": "GB", "united states of america": "US",
    "america": "US", "brd": "DE", "bundesrepublik deutschland": "DE", "federal republic of germany": "DE",
    "holland": "NL", "the netherlands": "NL", "czech republic": "CZ", "ceska republika": "CZ", "turkey": "TR",
    "turkiye": "TR", "russia": "RU", "south korea": "KR", "korea": "KR", "republic of korea": "KR", "hellas": "GR",
    "ellada": "GR", "italia": "IT", "espana": "ES", "osterreich": "AT", "schweiz": "CH", "suisse": "CH",
    "svizzera": "CH", "belgie": "BE", "belgique": "BE", "polska": "PL", "magyarorszag": "HU", "hrvatska": "HR",
    "republic of ireland": "IE", "eire": "IE", "eire / ireland": "IE", "uae": "AE", "vietnam": "VN",
    "taiwan": "TW", "macedonia": "MK", "moldova": "MD", "iran": "IR", "syria": "SY", "tanzania": "TZ",
    "people's republic of china": "CN", "p.r. china": "CN", "pr china": "CN", "china (mainland)": "CN",
    "hong kong": "HK", "slovak republic": "SK", "russian federation": "RU", "brasil": "BR", "danmark": "DK",
    "norge": "NO", "sverige": "SE", "suomi": "FI", "deutschland": "DE", "hellenic republic": "GR",
}  # fmt: skip
THREE_LETTERS = dict(
    pair.split("=")
    for pair in (
        "USA=US GBR=GB DEU=DE GER=DE ITA=IT FRA=FR GRC=GR GRE=GR BGR=BG BUL=BG BGD=BD CYP=CY IND=IN ESP=ES PRT=PT "
        "AUT=AT CHE=CH SUI=CH NLD=NL BEL=BE LUX=LU IRL=IE DNK=DK SWE=SE NOR=NO FIN=FI POL=PL CZE=CZ SVK=SK HUN=HU "
        "ROU=RO SRB=RS HRV=HR SVN=SI MKD=MK ALB=AL TUR=TR RUS=RU UKR=UA CHN=CN JPN=JP KOR=KR CAN=CA MEX=MX BRA=BR "
        "ARG=AR AUS=AU NZL=NZ ZAF=ZA ISR=IL ARE=AE SAU=SA EGY=EG SGP=SG MYS=MY THA=TH VNM=VN IDN=ID PAK=PK LKA=LK "
        "NPL=NP MLT=MT EST=EE LVA=LV LTU=LT ISL=IS VEN=VE COL=CO CHL=CL PER=PE"
    ).split()
)
SPOKEN_CURRENCIES = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "ευρω": "EUR", "евро": "EUR", "ইউরো": "EUR", "$": "USD", "us$": "USD",
    "£": "GBP", "лв": "BGN", "лв.": "BGN", "lev": "BGN", "leva": "BGN", "৳": "BDT", "tk": "BDT", "taka": "BDT",
    "টাকা": "BDT", "₹": "INR", "rs": "INR", "sfr": "CHF", "fr.": "CHF", "dollar": "USD", "pound": "GBP",
}  # fmt: skip


def country_code(text: str) -> str | None:
    """The ISO code of a country in any of the seven languages; None where nobody knows the name."""
    name = fold(text).strip().strip(".,;")
    if not name:
        return None
    spoken = SPOKEN_COUNTRIES.get(name)
    if spoken:
        return spoken
    if len(name) == 2 and name.upper() in _codes():
        return name.upper()
    if len(name) == 3 and name.upper() in THREE_LETTERS:
        return THREE_LETTERS[name.upper()]
    return _countries().get(name) or _countries().get(_plain(name))


def language_code(text: str) -> str | None:
    """The code of a language: `de`, `de-AT`, `German`, `Deutsch`, `γερμανικά` alike."""
    name = fold(text).strip()
    code = name.replace("_", "-").split("-")[0]
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code
    return _languages().get(name)


def currency_code(text: str) -> str | None:
    """The ISO code of a currency by code, sign or everyday name."""
    name = fold(text).strip()
    if name in SPOKEN_CURRENCIES:
        return SPOKEN_CURRENCIES[name]
    return name.upper() if len(name) == 3 and name.isascii() and name.isalpha() else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(_countries().values())


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "ZZ", "XA", "XB", "EZ", "QO"):
                found.setdefault(fold(str(name)), code)
                found.setdefault(_plain(fold(str(name))), code)
    return found


def _plain(name: str) -> str:
    return " ".join(name.replace("&", " ").replace("-", " ").replace(".", "").split())


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    own = [Locale.parse(code).get_display_name(code) for code in LANGUAGES]
    for code, name in zip(LANGUAGES, own, strict=True):
        found[fold(str(name).split(" (")[0])] = code[:2]
    for language in LANGUAGES:
        for code, name in Locale.parse(language).languages.items():
            if len(code) == 2:
                found.setdefault(fold(str(name)), code)
    return found
