"""Joins Noto Sans and Noto Sans Bengali into the lean family "Rapport Sans"; run by hand when the sources change.

    pip install fonttools
    apt-get download fonts-noto-core && dpkg -x fonts-noto-core_*.deb sources
    python resources/fonts/merge.py sources/usr/share/fonts/truetype/noto resources/fonts

Why one family: Debian's Bengali file has no Latin letters, so a document would have to change fonts within a
word; and left as "Noto Sans" the family would clash with a system's own. Why lean: ReportLab parses every
glyph in Python at the first document and copies hints into each file, so hints, unused scripts and the names of
the glyphs go. The same sources and the same fonttools give the same bytes.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Rapport Sans"
VERSION = "Version 1.000"
ASCENT, DESCENT = 1069, -408  # Noto Sans' own; Bengali stays inside
EPOCH = 3_786_912_000  # 2024-01-01 in seconds since 1904, so that two runs give the same file
KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)

LATIN_GREEK_CYRILLIC = (
    (0x0020, 0x007E),
    (0x00A0, 0x017F),
    (0x0192, 0x0192),
    (0x0218, 0x021B),
    (0x02C6, 0x02C7),
    (0x02D8, 0x02DD),
    (0x0300, 0x030C),
    (0x0327, 0x0328),
    (0x0370, 0x03FF),
    (0x0400, 0x045F),
    (0x0490, 0x0491),
    (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x2002, 0x200A),
    (0x2010, 0x2015),
    (0x2018, 0x2022),
    (0x2026, 0x2026),
    (0x202F, 0x202F),
    (0x2030, 0x2030),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x2044, 0x2044),
    (0x2070, 0x2070),
    (0x2074, 0x207F),
    (0x2080, 0x2089),
    (0x20AC, 0x20AC),
    (0x20B4, 0x20B4),
    (0x20B9, 0x20BA),
    (0x20BD, 0x20BD),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2248, 0x2248),
    (0x2260, 0x2260),
    (0x2264, 0x2265),
    (0x25A0, 0x25A1),
    (0x25CF, 0x25CF),
)
BENGALI = ((0x0964, 0x0965), (0x0980, 0x09FE), (0x200B, 0x200D), (0x25CC, 0x25CC))


def main(sources: Path, target: Path) -> None:
    """Write RapportSans-Regular.ttf and RapportSans-Bold.ttf."""
    for style in ("Regular", "Bold"):
        with tempfile.TemporaryDirectory() as folder:
            parts = [
                _trim(sources / f"NotoSans-{style}.ttf", LATIN_GREEK_CYRILLIC, Path(folder) / "base.ttf"),
                _trim(sources / f"NotoSansBengali-{style}.ttf", BENGALI, Path(folder) / "bengali.ttf"),
            ]
            font = Merger().merge([str(part) for part in parts])
        _name(font, style)
        _even_metrics(font)
        path = target / f"RapportSans-{style}.ttf"
        font.save(path)
        print(f"{path.name}: {path.stat().st_size:,} bytes, {font['maxp'].numGlyphs} glyphs")


def _trim(source: Path, ranges: tuple[tuple[int, int], ...], target: Path) -> Path:
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = [
        *("ccmp", "locl", "kern", "mark", "mkmk"),
        *("nukt", "akhn", "rphf", "blwf", "half", "pstf", "vatu", "cjct", "init", "pres", "abvs", "blws", "psts"),
        *("haln", "abvm", "blwm", "dist", "calt", "rlig"),
    ]
    options.layout_scripts = ["DFLT", "latn", "grek", "cyrl", "beng", "bng2"]
    options.drop_tables += ["DSIG", "gasp", "meta", "STAT"]
    font = TTFont(source)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    subsetter.subset(font)
    font.save(target)
    return target


def _name(font: TTFont, style: str) -> None:
    """Give the family a name of its own; ReportLab copies this table into each document, so it is short."""
    table = font["name"]
    table.names = [entry for entry in table.names if entry.platformID == 3 and entry.nameID in KEPT_NAMES]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    texts = {
        0: "Copyright The Noto Project Authors",
        1: FAMILY,
        2: style,
        3: f"{VERSION};{postscript}",
        4: f"{FAMILY} {style}",
        5: VERSION,
        6: postscript,
        13: "SIL Open Font License 1.1",
        14: "https://openfontlicense.org",
    }
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)
    font["post"].formatType = 3.0
    font["head"].modified = font["head"].created = EPOCH
    font.recalcTimestamp = False


def _even_metrics(font: TTFont) -> None:
    """The same line height on every system and for both scripts."""
    for table, ascent, descent in (("hhea", "ascent", "descent"), ("OS/2", "sTypoAscender", "sTypoDescender")):
        setattr(font[table], ascent, ASCENT)
        setattr(font[table], descent, DESCENT)
    font["hhea"].lineGap = font["OS/2"].sTypoLineGap = 0
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = ASCENT, -DESCENT


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
