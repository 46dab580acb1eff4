"""Days in seven languages: names and forms of CLDR (a test holds them against babel), without babel’s import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

# Months within a date (Greek has the genitive there), shortened months, weekdays, shortened weekdays.
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου"
    " Δεκεμβρίου",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "bn": "জানুয়ারী ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "el": "Ιαν Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ",
    "bg": "яну фев март апр май юни юли авг сеп окт ное дек",
    "bn": "জানু ফেব মার্চ এপ্রি মে জুন জুল আগ সেপ অক্টো নভে ডিসে",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
}
_STANDING_MONTHS = MONTHS | {
    "el": "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος"
    " Δεκέμβριος",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "el": "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή",
    "bg": "понеделник вторник сряда четвъртък петък събота неделя",
    "bn": "সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
SHORT_WEEKDAYS = {
    "en": "Mon Tue Wed Thu Fri Sat Sun",
    "it": "lun mar mer gio ven sab dom",
    "el": "Δευ Τρί Τετ Πέμ Παρ Σάβ Κυρ",
    "bg": "пн вт ср чт пт сб нд",
    "bn": "সোম মঙ্গল বুধ বৃহস্পতি শুক্র শনি রবি",
    "de": "Mo Di Mi Do Fr Sa So",
    "fr": "lun. mar. mer. jeu. ven. sam. dim.",
}
# {d} {dd} day, {m} {mm} month in figures, {month} {mon} its names, {standing} the name that stands alone,
# {y} year, {weekday}. "short" always has four figures for the year; the other forms are those of CLDR.
_FORMS = {
    "en": {
        "short": "{dd}/{mm}/{y}", "medium": "{d} {mon} {y}", "long": "{d} {month} {y}",
        "full": "{weekday}, {d} {month} {y}", "day_month": "{d} {mon}", "long_day_month": "{d} {month}",
        "month": "{standing} {y}",
    },
    "it": {
        "short": "{dd}/{mm}/{y}", "medium": "{d} {mon} {y}", "long": "{d} {month} {y}",
        "full": "{weekday} {d} {month} {y}", "day_month": "{d} {mon}", "long_day_month": "{d} {month}",
        "month": "{standing} {y}",
    },
    "el": {
        "short": "{d}/{m}/{y}", "medium": "{d} {mon} {y}", "long": "{d} {month} {y}",
        "full": "{weekday} {d} {month} {y}", "day_month": "{d} {mon}", "long_day_month": "{d} {month}",
        "month": "{standing} {y}",
    },
    "bg": {
        "short": "{d}.{mm}.{y}", "medium": "{d}.{mm}.{y}\u202fг.", "long": "{d} {month} {y}\u202fг.",
        "full": "{weekday}, {d} {month} {y}\u202fг.", "day_month": "{d}.{mm}", "long_day_month": "{d} {month}",
        "month": "{standing} {y}\u202fг.",
    },
    "bn": {
        "short": "{d}/{m}/{y}", "medium": "{d} {mon}, {y}", "long": "{d} {month}, {y}",
        "full": "{weekday}, {d} {month}, {y}", "day_month": "{d} {mon}", "long_day_month": "{d} {month}",
        "month": "{standing} {y}",
    },
    "de": {
        "short": "{dd}.{mm}.{y}", "medium": "{dd}.{mm}.{y}", "long": "{d}. {month} {y}",
        "full": "{weekday}, {d}. {month} {y}", "day_month": "{d}. {mon}", "long_day_month": "{d}. {month}",
        "month": "{standing} {y}",
    },
    "fr": {
        "short": "{dd}/{mm}/{y}", "medium": "{d} {mon} {y}", "long": "{d} {month} {y}",
        "full": "{weekday} {d} {month} {y}", "day_month": "{d} {mon}", "long_day_month": "{d} {month}",
        "month": "{standing} {y}",
    },
}  # fmt: skip


def day_text(code: str, day: date, form: str) -> str:
    """A day in one of the forms of a language, with Latin digits."""
    month = day.month - 1
    return _FORMS[code][form].format(
        # the first of a month is an ordinal in French (CLDR leaves it out)
        d="1er" if code == "fr" and day.day == 1 else day.day,
        dd=f"{day.day:02}",
        m=day.month,
        mm=f"{day.month:02}",
        mon=SHORT_MONTHS[code].split(" ")[month],
        month=MONTHS[code].split(" ")[month],
        standing=_STANDING_MONTHS[code].split(" ")[month],
        y=day.year,
        weekday=WEEKDAYS[code].split(" ")[day.weekday()],
    )


def weekday_text(code: str, day: date, short: bool) -> str:
    """The name of a weekday as it stands alone."""
    return (SHORT_WEEKDAYS if short else WEEKDAYS)[code].split(" ")[day.weekday()]
