"""Invented names for the sample data.

A name is put together from parts, so that names which never meet (those of the training, the
validation and the test sentences) still look alike: `Marlow` in one and `Marwick` or `Brenlow`
in another. Surnames, towns, firms, clubs and cars all draw from the same names; only the
sentence tells which is meant.
"""

# Surnames and place names, by the family of parts they are made of.
FAMILIES = [
    (
        "Mar Hol Bren Ash Thorn Kel Wex Dun Car Hav Lin Pel Ros Tam Ver Bux Cal Den Eld Fen Gar "
        "Hart Ing Lang Mel Nor Pem Rad Sed Tor Wal Whit Wood Stan Brad Clay Cros Hus Mid Sel Bal Beck "
        "Bos Chad Col Cran Darn Ever Farn Glas Grim Hal Hem Hux Kirk Leigh Lock Mans Nas Og Ottar "
        "Pick Quar Rams Rip Sax Shel Skel Spald Sut Thir Tilb Ups Wat Whis Win Yar",
        "low den wick ford ton by ley ham well mere more stead combe worth field gate thorpe bury "
        "shaw burn",
    ),
    (
        "Berg Dahl Ek Grön Hög Käll Lind Lund Norr Ös Sjö Söder Sten Strand Väst Åker Kvarn Ny",
        "qvist ström lund gren dal näs holm vik sjö berga",
    ),
    (
        "Alm Barr Cabr Cast Ferr Mont Mor Pal Per Salv Sant Torr Val Vill Esp Bel",
        "eira alvo ellani era ado anza ierre inho oso uela etti óna",
    ),
    (
        "Bor Dvor Grod Kraj Kov Lub Mal Nov Pod Rad Stan Vesel Zab Zim Cher Ost",
        "ik ova inski ice ovac anka ec enko onja ský",
    ),
    (
        "Ada Oko Eze Chi Ndu Oba Afo Uge Ike Oni Naga Taka Mori Kawa Hoso Ishi Yoko Shima",
        "njo weke mura bara lani moto dera tani nashi gawa beke wari",
    ),
]

# Coined names of firms, devices, programs and medicines.
COINED = (
    "Zen Lum Quan Vex Syn Alt Cor Dex Fyn Hal Ix Kry Lex Mon Nex Om Pix Ryn Sol Tri Ul Viv Xan Zor",
    "tro iva tix ora ent ody aro elo idra onic ify umo exa oro ylo anta",
)

# Given names: beginnings, feminine endings, masculine endings.
GIVEN_STARTS = (
    "El Mar Jo Ka Ro Li An Te Da Vi So Mi Be Ni Ru Ha Fe Ga Ol Is Ar Cla Do Ev Gre Hel Ju Lu Na "
    "Pe Re Sa Ta Va Wi Yo Za Bri Cor Emi"
)
GIVEN_FEMININE = "ena ina lia nda ria sa vita dora mira nette line tilde"
GIVEN_MASCULINE = "vin rik mon ton dor bert mund las mir nold fred jan"

# Things whose names firms, bands and devices borrow; in lower case they are no names at all.
COMMON = (
    "Lantern Compass Heron Falcon Otter Juniper Beacon Anchor Bramble Ember Thistle Magnet Pebble "
    "Walnut Sparrow Badger Meteor Orchid Puffin Tulip Raven Saddle Sextant Trellis Turbine Viola "
    "Willow Acorn Almond Banjo Barrel Beetle Bugle Button Candle Cedar Clover Comet Cymbal Dolphin "
    "Domino Dragon Feather Flint Garnet Goblet Hornet Kestrel Lark Lemon Linnet Lobster Maple "
    "Marble Mulberry Nettle Opal Oyster Panther Pearl Pelican Pepper Plum Poppy Prism Quill Rocket "
    "Ruby Salmon Sandal Shuttle Starling Swallow Thimble Topaz Tortoise Trumpet Turnip Walrus Wren"
)

# Words that turn a name into a longer one. They say what is meant and are shared by all splits.
GENERIC = (
    "Port Upper New Bay Heath River Lake Mount Peak Fell Street Road Lane Avenue Valley County "
    "North South & Sons Group Foods Brothers Bank of Rovers United Athletic City Wanderers "
    "University College School Grammar Institute Trust Council GT Estate Mini Pro Studio Maps"
)


def joined(starts, ends):
    """Every start with every end, without doubled letters three in a row or vowels piling up."""
    made = []
    for start in starts.split():
        for end in ends.split():
            name = start + end
            seam = (start[-1] + end[0]).lower()
            if start[-1].lower() == end[0] and end[0] in "aeiouyöå":
                continue
            if start[-2:].lower() == end[0] * 2 or seam in ("hh", "ww", "jj"):
                continue
            made.append((name, start, end))
    return made


def families():
    return [entry for starts, ends in FAMILIES for entry in joined(starts, ends)]


def coined():
    return joined(*COINED)


def given(feminine):
    return joined(GIVEN_STARTS, GIVEN_FEMININE if feminine else GIVEN_MASCULINE)
