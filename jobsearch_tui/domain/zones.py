"""Time zones by the names that people use for them: *New York*, *uk*, *ET*, *Europe/Paris*."""

from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from jobsearch_tui.domain.text import fold

_LONGEST = 100

_AREAS = frozenset(
    {
        *("Africa", "America", "Antarctica", "Arctic", "Asia"),
        *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
    }
)

# Last parts of keys that are plain words rather than places somebody would name.
_NOT_PLACES = frozenset({"act", "center", "lhi", "north", "south", "west"})

# By key, what people write for it. The letters for a country's winter time (EST, CET) stand for
# the place all the year round: who writes "9:30 EST" in July means the clock on the wall there.
# IST is left out on purpose: India, Ireland and Israel all use it.
_ALSO_KNOWN_AS = {
    "America/Anchorage": "akst, akdt, alaska",
    "America/Chicago": "ct, cst, cdt, central, us/central, austin, dallas, houston, milwaukee, "
    "minneapolis, nashville, new orleans, st louis, san antonio, kansas city",
    "America/Denver": "mt, mst, mdt, mountain, us/mountain, salt lake city, albuquerque",
    "America/Halifax": "ast, adt, atlantic",
    "America/Los_Angeles": "pt, pst, pdt, pacific, us/pacific, la, california, las vegas, oakland, "
    "palo alto, portland, sacramento, san diego, san francisco, san jose, seattle, sf",
    "America/New_York": "et, est, edt, eastern, us/eastern, atlanta, baltimore, boston, charlotte, "
    "cleveland, miami, new york city, nyc, orlando, philadelphia, pittsburgh, raleigh, "
    "washington, washington dc, dc",
    "America/Phoenix": "arizona",
    "America/Sao_Paulo": "brasilia, brazil, rio, rio de janeiro",
    "America/Toronto": "montreal, ottawa, quebec",
    "America/Edmonton": "calgary",
    "Asia/Dubai": "abu dhabi, uae",
    "Asia/Ho_Chi_Minh": "hanoi",
    "Asia/Hong_Kong": "hkt",
    "Asia/Jerusalem": "haifa, israel",
    "Asia/Karachi": "islamabad, lahore",
    "Asia/Kolkata": "bangalore, bengaluru, chennai, delhi, hyderabad, india, mumbai, new delhi, "
    "pune",
    "Asia/Nicosia": "nicosia",
    "Asia/Seoul": "kst, korea",
    "Asia/Shanghai": "beijing, china, guangzhou, hangzhou, shenzhen",
    "Asia/Singapore": "sgt",
    "Asia/Tokyo": "jst, japan, kyoto, osaka, yokohama",
    "Australia/Sydney": "aest, aedt, aet, canberra",
    "Australia/Perth": "awst",
    "Africa/Johannesburg": "sast, cape town, durban, pretoria, south africa",
    "Europe/Amsterdam": "eindhoven, netherlands, rotterdam, the hague",
    "Europe/Berlin": "cologne, dresden, dusseldorf, frankfurt, germany, hamburg, koln, leipzig, "
    "munich, munchen, stuttgart",
    "Europe/Brussels": "antwerp, belgium, ghent",
    "Europe/Dublin": "cork, galway, ireland",
    "Europe/Helsinki": "eet, eest, finland, tampere",
    "Europe/Istanbul": "ankara, istanbul, turkey",
    "Europe/Kyiv": "lviv",
    "Europe/Lisbon": "porto, portugal, wet",
    "Europe/London": "bst, belfast, birmingham, bristol, cardiff, edinburgh, england, "
    "glasgow, leeds, liverpool, manchester, oxford, scotland, uk, wales",
    "Europe/Madrid": "barcelona, bilbao, seville, spain, valencia",
    "Europe/Moscow": "msk, st petersburg",
    "Europe/Paris": "bordeaux, cet, cest, france, lille, lyon, marseille, nantes, "
    "strasbourg, toulouse",
    "Europe/Copenhagen": "aarhus, denmark",
    "Europe/Oslo": "bergen, norway",
    "Europe/Rome": "bologna, florence, italy, milan, milano, naples, roma, torino, turin",
    "Europe/Stockholm": "gothenburg, malmo, sweden",
    "Europe/Vienna": "austria, graz, salzburg, wien",
    "Europe/Warsaw": "gdansk, krakow, poland, wroclaw",
    "Europe/Zurich": "basel, bern, geneva, geneve, lausanne, switzerland",
    "GMT": "gmt",
    "Pacific/Auckland": "christchurch, new zealand, nz, nzt, nzst, nzdt, wellington",
    "Pacific/Honolulu": "hst, hawaii",
    "UTC": "utc, z, zulu",
}


def find_zone(text: str) -> ZoneInfo | None:
    """The zone that ``text`` names, or None.

    Understood, whatever the case and accents: a geographic IANA key (``Europe/Paris``), its last
    part (``new york``, ``Buenos Aires``), a few abbreviations (``ET``, ``uk``, ``utc``) and well
    known cities that have no key of their own (``Boston``, ``Munich``); ``time`` may follow
    (``uk time``). Only a name outside the short table costs a look at the disk, once.
    """
    if len(text) > _LONGEST:
        return None
    name = _fold(text).removesuffix(" time")
    key = _nicknames().get(name) or _places().get(name)
    return ZoneInfo(key) if key else None


def zone_name(zone: tzinfo | None) -> str:
    """The short name to show for ``zone``, which :func:`find_zone` reads back: ``New York``."""
    return str(zone).rpartition("/")[2].replace("_", " ")


@cache
def _nicknames() -> dict[str, str]:
    return {name: key for key, names in _ALSO_KNOWN_AS.items() for name in names.split(", ")}


@cache
def _places() -> dict[str, str]:
    """Folded whole keys and their last parts; of two with one last part, the more exact key."""
    keys = [key for key in available_timezones() if key.partition("/")[0] in _AREAS]
    places = {_fold(key): key for key in keys}
    for key in sorted(keys, key=lambda key: (-key.count("/"), key)):
        name = _fold(key.rpartition("/")[2])
        if name not in _NOT_PLACES:
            places.setdefault(name, key)
    return places


def _fold(text: str) -> str:
    spaced = fold(text).translate({ord("_"): " ", ord("-"): " ", ord("."): "", ord("'"): ""})
    return " ".join(spaced.replace("’", "").split())
