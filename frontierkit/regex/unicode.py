"""The Unicode classes of `\\p{…}`: categories exactly, scripts by the names of their characters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby

from frontierkit.regex.charset import ANY, LAST, Ranges, joined, negated

_CATEGORIES = frozenset(
    "L LC Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp"
    " C Cc Cf Cs Co Cn".lower().split()
)
_ALIASES = {
    "letter": "l",
    "casedletter": "lc",
    "uppercaseletter": "lu",
    "lowercaseletter": "ll",
    "titlecaseletter": "lt",
    "modifierletter": "lm",
    "otherletter": "lo",
    "mark": "m",
    "combiningmark": "m",
    "nonspacingmark": "mn",
    "spacingmark": "mc",
    "enclosingmark": "me",
    "number": "n",
    "decimalnumber": "nd",
    "digit": "nd",
    "letternumber": "nl",
    "othernumber": "no",
    "punctuation": "p",
    "punct": "p",
    "connectorpunctuation": "pc",
    "dashpunctuation": "pd",
    "openpunctuation": "ps",
    "closepunctuation": "pe",
    "initialpunctuation": "pi",
    "finalpunctuation": "pf",
    "otherpunctuation": "po",
    "symbol": "s",
    "mathsymbol": "sm",
    "currencysymbol": "sc",
    "modifiersymbol": "sk",
    "othersymbol": "so",
    "separator": "z",
    "spaceseparator": "zs",
    "lineseparator": "zl",
    "paragraphseparator": "zp",
    "other": "c",
    "control": "cc",
    "cntrl": "cc",
    "format": "cf",
    "surrogate": "cs",
    "privateuse": "co",
    "unassigned": "cn",
}
_SCRIPTS = frozenset(
    """Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak
    Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian
    Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cypro_Minoan
    Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic
    Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul
    Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi
    Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi
    Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian
    Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin
    Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani
    Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong
    Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian
    Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau
    Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham
    SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa
    Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta
    Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square""".lower().split()
)
# Prometheus's scripts that no character is named after: taken for any character.
_NAMELESS = frozenset(("common", "inherited"))
_NAMED_OTHERWISE = {"han": ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "CJK RADICAL")}


def unicode_class(name: str) -> Ranges | None:
    """The characters of a class, whose name is not case-sensitive; None if there is no such."""
    wanted = name.lower()
    bare = wanted.replace("_", "").replace(" ", "").replace("-", "")
    if bare == "any":
        return ANY
    if bare == "ascii":
        return ((0, 127),)
    if bare == "assigned":
        return negated(_category("cn"))
    category = _ALIASES.get(bare, bare)
    if category in _CATEGORIES:
        return _category(category)
    return _script(wanted) if wanted in _SCRIPTS else None


@lru_cache(1)
def _by_category() -> dict[str, list[tuple[int, int]]]:
    """All code points by their category."""
    found: dict[str, list[tuple[int, int]]] = {}
    start = 0
    for category, group in groupby(map(unicodedata.category, map(chr, range(LAST + 1)))):
        end = start + sum(1 for _ in group)
        found.setdefault(category.lower(), []).append((start, end - 1))
        start = end
    return found


@lru_cache(64)
def _category(name: str) -> Ranges:
    members = ("lu", "ll", "lt") if name == "lc" else (name,)
    return joined(
        range_
        for category, ranges in _by_category().items()
        if category.startswith(members)
        for range_ in ranges
    )


@lru_cache(16)
def _script(name: str) -> Ranges:
    if name in _NAMELESS:
        return ANY
    starts = _NAMED_OTHERWISE.get(name, (f"{name.replace('_', ' ').upper()} ",))
    return joined(
        (code, code)
        for low, high in negated(_category("cn"))
        for code in range(low, high + 1)
        if unicodedata.name(chr(code), "").startswith(starts)
    )
