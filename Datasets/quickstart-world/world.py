"""The entities of the small world and what is known of them, read from the tables in facts/."""

import re

# Which label the names of a kind get in the labelled sentences. The other kinds have none: elements
# and animals are no names there, and languages, gods and planets do not occur there.
LABELS = {
    "country": "LOC", "region": "LOC", "city": "LOC", "river": "LOC", "sea": "LOC", "lake": "LOC",
    "mountain": "LOC", "range": "LOC", "desert": "LOC", "island": "LOC", "islands": "LOC",
    "land": "LOC", "person": "PER", "organization": "ORG", "work": "WORK",
}
# The kinds whose names are said with an article, and single names that are.
ARTICLE_KINDS = {"river", "range", "desert", "islands", "sea"}
ARTICLES = {
    "Netherlands", "Philippines", "United States", "United Kingdom", "Czech Republic",
    "Dominican Republic", "Democratic Republic of the Congo", "Republic of the Congo", "Caribbean",
    "Mediterranean", "Caucasus", "Suez Canal", "Panama Canal", "Sundarbans",
    "Great Wall of China", "Great Barrier Reef", "Niagara Falls", "Victoria Falls", "Matterhorn",
    "Eiger", "Jungfrau", "Zugspitze", "Großglockner", "Dead Sea", "Sea of Galilee", "Caspian Sea",
    "Duke of Wellington", "Coca-Cola Company", "Hudson's Bay Company",
    "East India Company", "Dutch East India Company", "Hanseatic League", "United Nations",
    "World Health Organization", "European Union", "African Union", "Red Cross", "Bauhaus",
    "International Olympic Committee", "European Space Agency", "European Central Bank",
    "Bank of England", "International Court of Justice", "University of Oxford",
    "University of Cambridge", "University of Bologna", "Sorbonne", "Royal Society", "Louvre",
    "Prado", "Uffizi", "Hermitage Museum", "Rijksmuseum", "British Museum", "Bolshoi Theatre",
    "Guggenheim Museum Bilbao", "Metropolitan Opera", "Vienna Philharmonic", "Berlin Philharmonic",
    "Leipzig Gewandhaus Orchestra", "Concertgebouw Orchestra", "London Symphony Orchestra",
    "Royal Shakespeare Company", "Nobel Foundation", "BBC", "The Beatles", "The Rolling Stones",
    "Iliad", "Odyssey", "Aeneid", "Decameron", "Divine Comedy", "Metamorphoses", "Duino Elegies",
    "Mona Lisa", "St Matthew Passion", "Sun", "Milky Way", "Andromeda Galaxy", "Nobel Prize",
    "Cairo Trilogy", "Eroica",
}
# Aliases that, unlike their titles, are said without the article.
BARE = {"Oxford", "Cambridge", "Oxford University", "Cambridge University", "Coca-Cola", "UNESCO"}
CREATORS = {
    "opera": "composed", "symphony": "composed", "piano piece": "composed", "passion": "composed",
    "cycle of fugues": "composed", "oratorio": "composed", "cycle of concertos": "composed",
    "song cycle": "composed", "waltz": "composed", "operetta": "composed", "ballet": "composed",
    "cycle of tone poems": "composed", "suite": "composed", "tale for orchestra": "composed",
    "tone poem": "composed", "piece for orchestra": "composed", "concert piece": "composed",
    "painting": "painted", "fresco": "painted", "series of paintings": "painted",
    "sculpture": "painted", "print": "painted", "film": "filmed",
}
LINK = re.compile(r"\[\[([^\]|]*)(?:\|([^\]]*))?\]\]")


class Entity:
    def __init__(self, title, kind, sort=None, names=None):
        self.title, self.kind, self.sort = title, kind, sort
        self.names = names or [plain(title)]
        # The surfaces that links to it may have: its names and those that facts give it.
        self.surfaces = set(self.names)
        self.article = kind in ARTICLE_KINDS or title in ARTICLES
        self.feminine = False
        self.facts = {}

    @property
    def label(self):
        return LABELS.get(self.kind)

    def add(self, slot, *values):
        kept = self.facts.setdefault(slot, [])
        kept += [value for value in values if value and value not in kept]

    def spoken(self, name):
        """The name as it stands in a sentence: what comes before the link, and the link's text."""
        if self.article and name not in BARE and not name.startswith("The "):
            return "the ", name
        return "", name


def plain(title):
    return re.sub(r" \(.*\)$", "", title).replace(" language", "")


def rows(path, width):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")] if "[[" not in line else cut(line)
        assert len(cells) <= width, (path.name, line)
        yield cells + [""] * (width - len(cells))


def cut(line):
    """The cells of a line; a bar within a link cuts nothing."""
    return [cell.strip().replace("\0", "|") for cell in
            LINK.sub(lambda link: link.group().replace("|", "\0"), line).split("|")]


def many(cell, mark=","):
    """The parts of a cell; the comma of a title such as "Washington, D.C." cuts nothing."""
    cell = cell.replace(", D.C.", "\0")
    return [part.strip().replace("\0", ", D.C.") for part in cell.split(mark) if part.strip()]


def read(folder):
    """All entities by their title."""
    world = {}

    def make(title, kind, sort=None, names=None):
        assert title not in world, f"{title} twice"
        world[title] = Entity(title, kind, sort, names)
        return world[title]

    countries(folder, make)
    places(folder, make)
    people(folder, make)
    works(folder, make)
    organizations(folder, make)
    others(folder, make)
    for entity in list(world.values()):
        relate(world, entity)
    for entity in world.values():
        for value in entity.facts.get("fact", []):
            for title, surface in LINK.findall(value):
                assert title in world, f"{entity.title}: no entity {title}"
                world[title].surfaces.add(surface or plain(title))
    return world


def countries(folder, make):
    for row in rows(folder / "countries.txt", 9):
        title, adjective, capital, languages, currency, part, neighbours, seas, facts = row
        entity = make(title, "country", "country")
        entity.add("adjective", adjective)
        entity.add("capital", capital)
        entity.add("language", *many(languages))
        entity.add("currency", currency)
        entity.add("part", part)
        entity.add("neighbour", *many(neighbours))
        entity.add("sea", *many(seas))
        entity.add("fact", *many(facts, ";"))


def places(folder, make):
    for title, sort, place, facts, aliases in rows(folder / "regions.txt", 5):
        entity = make(title, "region", sort, many(aliases))
        entity.add("place", place)
        entity.add("fact", *many(facts, ";"))
    for title, country, water, facts, aliases in rows(folder / "cities.txt", 5):
        entity = make(title, "city", "city", many(aliases))
        entity.add("country", country)
        entity.add("water", water)
        entity.add("fact", *many(facts, ";"))
    kinds = {"river": "river", "lake": "lake"}
    for title, sort, where, mouth, cities, facts, aliases in rows(folder / "waters.txt", 7):
        entity = make(title, kinds.get(sort, "sea"), sort, many(aliases))
        if entity.names[0] != title:
            entity.names.append(title)
            entity.surfaces.add(title)
        entity.article = entity.article and title not in ("Hudson Bay", "Loch Ness")
        entity.add("country", *many(where))
        entity.add("mouth", mouth)
        entity.add("city", *many(cities))
        entity.add("fact", *many(facts, ";"))
    kinds = {"mountain": "mountain", "volcano": "mountain", "range": "range", "desert": "desert",
             "island": "island", "islands": "islands"}
    for title, sort, where, height, facts, aliases in rows(folder / "lands.txt", 6):
        entity = make(title, kinds.get(sort, "land"), sort, many(aliases))
        entity.article = entity.article and title not in ("Greenland", "Hawaii", "Tierra del Fuego")
        entity.add("country", *many(where))
        entity.add("height", height)
        entity.add("fact", *many(facts, ";"))


def people(folder, make):
    for row in rows(folder / "people.txt", 9):
        title, sex, born, died, birthplace, nationality, occupation, deeds, aliases = row
        names = many(aliases) or [title.split()[-1]]
        if title not in names:
            names.append(title)
        entity = make(title, "person", occupation, names)
        entity.feminine = sex == "f"
        entity.add("born", born)
        entity.add("died", died)
        entity.add("birthplace", birthplace)
        entity.add("nationality", nationality)
        entity.add("occupation", occupation)
        entity.add("fact", *many(deeds, ";"))


def works(folder, make):
    for title, sort, creator, year, facts, aliases in rows(folder / "works.txt", 6):
        entity = make(title, "work", sort, many(aliases))
        entity.add("creator", creator)
        entity.add("year", year)
        entity.add("fact", *many(facts, ";"))


def organizations(folder, make):
    for row in rows(folder / "organizations.txt", 7):
        title, sort, seat, founded, founder, facts, aliases = row
        entity = make(title, "organization", sort, many(aliases))
        entity.add("seat", seat)
        entity.add("founded", founded)
        entity.add("founder", founder)
        entity.add("fact", *many(facts, ";"))


def others(folder, make):
    for title, family, facts, aliases in rows(folder / "languages.txt", 4):
        entity = make(title, "language", "language", many(aliases))
        entity.add("family", family)
        entity.add("fact", *many(facts, ";"))
    for title, sort, where, facts, aliases in rows(folder / "nature.txt", 5):
        entity = make(title, sort, sort, many(aliases))
        if sort == "element":
            symbol, number = where.split()
            entity.add("symbol", symbol)
            entity.add("number", number)
        else:
            entity.add("place", *many(where))
        entity.add("fact", *many(facts, ";"))
    for title, sort, where, facts, aliases in rows(folder / "heavens.txt", 5):
        kind = {"god": "god", "goddess": "god", "hero": "god", "prize": "thing"}.get(sort, "planet")
        entity = make(title, kind, sort, many(aliases))
        entity.add("people" if kind == "god" else "centre", where)
        entity.add("fact", *many(facts, ";"))


# For each fact that names another entity, the slot of that entity which tells the reverse.
REVERSES = {
    ("country", "language"): "country", ("country", "part"): "country",
    ("country", "sea"): "country", ("country", "capital"): "capitalof",
    ("country", "neighbour"): "neighbour",
    ("city", "country"): "city", ("city", "water"): "city",
    ("river", "country"): "river", ("river", "city"): "water", ("lake", "country"): "lake",
    ("mountain", "country"): "mountain", ("range", "country"): "mountain",
    ("island", "country"): "island", ("organization", "seat"): "company",
    ("organization", "founder"): "company", ("person", "birthplace"): "person",
}


def relate(world, entity):
    """Adds what the entity's facts say of other entities to those."""
    def known(slot):
        return [world[value] for value in entity.facts.get(slot, []) if value in world]

    for (kind, slot), reverse in REVERSES.items():
        if kind == entity.kind:
            for other in known(slot):
                other.add(reverse, entity.title)
    if entity.kind == "river":
        for mouth in known("mouth"):
            mouth.add("tributary" if mouth.kind == "river" else "river", entity.title)
    if entity.kind == "mountain":
        for country in known("country"):
            country.add("peak", entity.title)
    if entity.kind == "city":
        entity.add("stream", *[water.title for water in known("water") if water.kind == "river"])
    if entity.kind == "person":
        people_of(world, entity)
    if entity.kind == "work":
        for creator in known("creator"):
            creator.add(CREATORS.get(entity.sort, "written"), entity.title)
    if entity.sort == "university":
        for seat in known("seat"):
            seat.add("university", entity.title)


def people_of(world, entity):
    nations = {"English": "England", "Scottish": "Scotland", "Flemish": "Flanders",
               "American": "United States"}
    for nationality in entity.facts.get("nationality", []):
        home = nations.get(nationality)
        if home is None:
            homes = [other for other in world.values()
                     if other.kind == "country" and nationality in other.facts["adjective"]]
            home = homes[0].title if len(homes) == 1 else None
        if home in world:
            entity.add("homeland", home)
            world[home].add("person", entity.title)
