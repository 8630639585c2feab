"""Invented names, and addresses and numbers that cannot exist: ``.example`` and 555."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LATIN: Final = {"田中 恵": "Megumi Tanaka", "서혜진": "Seo Hyejin"}
_LETTERS: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "å": "a"}
)

_GIVEN_WORDS: Final = (
    "Adaeze Agnieszka Aïcha Alasdair Amira Anaïs Andrés Anjali Astrid Beatriz Bogdan Brigid "
    "Cedric Chidi Chloé Ciara Dagny Damir Deepa Dmitri Edith Efua Eluned Emeka Esra Farid "
    "Felicity Gábor Giulia Gwen Hadiza Håkon Hugo Ilse Imran Inés Jarek Jasmine Joren Kaito "
    "Katarína Keiko Kofi Latoya Leif Lívia Maëlle Mahmoud Mairéad Nadia Nils Oksana Osman "
    "Paloma Pádraig Quentin Ravi Renée Sanna Tariq Thandi Ursula Vikram Wanjiru Yara Zeynep"
)
GIVEN: Final = tuple(_GIVEN_WORDS.split())

_FAMILY_WORDS: Final = (
    "Abara Ackroyd Aguilar Almeida Andersson Arslan Baptiste Bergström Bhatt Blackwood "
    "Bondarenko Cabrera Castellanos Chowdhury Cimino Corrigan Dąbrowski Delacroix Drummond "
    "Eriksen Esposito Fairweather Farkas Fenwick Fofanah Gallagher Ghorbani Greenhalgh "
    "Grönlund Hashimoto Hawthorne Hernández Hussain Iversen Jankowski Kariuki Kavanagh "
    "Kowalska Lefèvre Lindgren Liu Macaulay Mbeki Mendoza Mikkelsen Moreau Müller Nakagawa "
    "Nguyễn Novák Nwosu Oduya Olsen O'Rourke Pacheco Papadakis Park Pellegrini Quispe Rahman "
    "Reinholt Rosenthal Sæbø Santoro Schröder Sithole Sørensen Takahashi Thibault Toth "
    "Underhill Vasquez Venkat Wainwright Wanjala Yıldız Zielińska"
)
FAMILY: Final = tuple(_FAMILY_WORDS.split())

_PLACE_WORDS: Final = (
    "Alder Amber Ashdown Barrow Birch Blackmoor Brindle Calloway Cinder Clover Copper Dunmore "
    "Elmstead Ember Falcon Fenland Garnet Glenrow Hazel Heron Inver Juniper Keld Larch Linden "
    "Marlin Merrion Moorgate Nettle Oakham Onyx Orrin Pebble Quarry Raven Redmire Rosedale "
    "Sandpiper Silverton Sorrel Teal Thistle Umber Vantage Walden Willow Wren Yarrow"
)
_PLACES: Final = tuple(_PLACE_WORDS.split())
_TRADE_WORDS: Final = (
    "Bearings Bottling Castings Ceramics Chemicals Coatings Dairies Electric Engines Foods "
    "Forge Freight Fittings Glass Instruments Labels Logistics Mills Optics Packaging Paper "
    "Pharma Plastics Polymers Pumps Rail Robotics Rubber Steel Textiles Timber Tools Valves"
)
_TRADES: Final = tuple(_TRADE_WORDS.split())


def person(serial: int) -> str:
    """An invented name for each serial number, all different."""
    rounds, place = divmod(serial, len(GIVEN) * len(FAMILY))
    given, family = divmod(place, len(FAMILY))
    # Given names are shifted from one family to the next; an initial tells further rounds.
    first = GIVEN[(given + 7 * family) % len(GIVEN)]
    initial = f"{chr(ord('A') + (rounds - 1) % 26)}. " if rounds else ""
    return f"{first} {initial}{FAMILY[family]}"


def firm(serial: int) -> str:
    """An invented name of an agency for each serial number, all different."""
    rounds, place = divmod(serial, len(FAMILY))
    shift = 1 + (rounds + 28) % (len(FAMILY) - 1)
    return f"{FAMILY[place]} & {FAMILY[(place + shift) % len(FAMILY)]}"


def company(serial: int) -> str:
    """An invented name of a company; they come again after some fifteen hundred."""
    place = _PLACES[serial % len(_PLACES)]
    return f"{place} {_TRADES[serial // len(_PLACES) % len(_TRADES)]}"


def slug(name: str) -> str:
    """A name as it stands in an address: letters and digits of the Latin alphabet."""
    latin = _LATIN.get(name, name).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", ".", plain).strip(".")


def address(name: str, host: str) -> str:
    """An email address at a host that cannot exist."""
    return f"{slug(name)}@{slug(host).replace('.', '-')}.example"


def website(host: str) -> str:
    """A web address that cannot exist."""
    return f"https://{slug(host).replace('.', '-')}.example"


def number(serial: int) -> str:
    """A telephone number of those that are kept for fiction."""
    return f"+1 {201 + serial * 7 % 700} 555 01{serial % 100:02d}"
