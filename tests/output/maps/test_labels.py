"""Where names stand on a map: where they cover nothing, the best place first, and else a number."""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest

from daybrief.output.maps.labels import BOTH, Label, LabelSpace, Size, ems, river_names
from daybrief.output.maps.projection import Box, Line, Point, Sheet, around

SHEET = Sheet((0.0, 0.0, 3.0, 2.0), 1.0, 300, 200, (100.0, -100.0, True))
"""A hundred units a degree; the first is at the bottom on the left."""
AT = (150, 100)
BESIDE = [
    *((0.7, 0.0, "start"), (-0.7, 0.0, "end"), (0.0, -1.15, "middle"), (0.0, 1.15, "middle")),
    *((0.6, -0.8, "start"), (0.6, 0.8, "start"), (-0.6, -0.8, "end"), (-0.6, 0.8, "end")),
]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        *(("", 0), ("a", 0.66), ("Д", 0.78), ("д", 0.66), ("日", 1), ("Aa", 1.44), ("Il", 0.84)),
        *((letter, 0.42) for letter in "fijlrtI.,:;'’()|! -"),
        *((letter, 1) for letter in "mwMW@"),
    ],
)
def test_a_text_is_as_wide_as_its_letters(text: str, width: float) -> None:
    assert ems(text) == pytest.approx(width)


@pytest.mark.parametrize(("size", "em"), [("narrow", 11.6), ("wide", 7.0)])
@pytest.mark.parametrize(("anchor", "share"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_a_label_takes_the_room_of_its_text(size: Size, em: float, anchor: str, share: float) -> None:
    box = Label("Aa", (100, 50), 0.5, -2.0, anchor).box(size)
    left, middle = 100 + 0.5 * em - share * 1.44 * em, 50 - 2 * em
    assert box == pytest.approx((left, middle - 0.55 * em, left + 1.44 * em, middle + 0.55 * em))


def test_a_label_on_a_line_takes_the_room_of_the_line_too() -> None:
    label = Label("A", (100, 80), 0.25, 0.0, "start", BOTH, (70, 40))
    text, *line = label.boxes("wide")
    assert text == label.box("wide")
    shares = [8.105 / 50 + (1 - 8.105 / 50) * step / 5 for step in range(6)]
    for share, box in zip(shares, line, strict=True):
        x, y = 70 + 30 * share, 40 + 40 * share
        assert box == pytest.approx((x - 1, y - 1, x + 1, y + 1))
    assert [*label._replace(mark=None).boxes("wide")] == [text]


@pytest.mark.parametrize(
    ("box", "free"),
    [
        *(((2, 2, 298, 198), True), ((1.9, 2, 298, 198), False), ((2, 1.9, 298, 198), False)),
        *(((2, 2, 298.1, 198), False), ((2, 2, 298, 198.1), False)),
    ],
)
def test_a_name_keeps_away_from_the_edge(box: Box, free: bool) -> None:
    assert LabelSpace(SHEET, [], []).taken["wide"].free(box) is free


@pytest.mark.parametrize("made", ["corner", "taken"])
@pytest.mark.parametrize(
    ("box", "free"),
    [
        *(((50, 50, 60, 60), False), ((40, 40, 45, 45), False), ((67, 50, 68, 60), False), ((40, 62, 70, 64), False)),
        *(((20, 40, 39.9, 70), True), ((68, 40, 80, 70), True), ((40, 20, 70, 39.9), True), ((40, 65, 70, 80), True)),
        *(
            ((20, 40, 40, 70), False),
            ((67.9, 40, 80, 70), False),
            ((40, 20, 70, 40), False),
            ((40, 64.9, 70, 80), False),
        ),
    ],
)
def test_a_name_touches_nothing(box: Box, free: bool, made: str) -> None:
    some = (40.5, 40.5, 67.5, 64.5)
    room = LabelSpace(SHEET, [], [some] if made == "corner" else [])
    if made == "taken":
        room.taken["wide"].take(some)
        assert room.taken["narrow"].free(box), "each size of type has its own room"
    assert room.taken["wide"].free(box) is free


@pytest.mark.parametrize(("size", "reach"), [("narrow", 4.9), ("wide", 3.9)])
def test_a_mark_takes_the_room_around_its_point(size: Size, reach: float) -> None:
    room = LabelSpace(SHEET, [(100, 100)], [])
    edge = int(100 + reach)
    assert room.taken[size].free((edge + 1, 95, 120, 105))
    assert not room.taken[size].free((edge, 95, 120, 105))
    assert not room.taken[size].free((95, edge, 105, 120))


def test_what_is_partly_below_the_sheet_takes_its_room() -> None:
    room = LabelSpace(SHEET, [(100, 199)], [(200, 190, 210, 230)])
    assert not room.taken["wide"].free((98, 190, 102, 197))
    assert not room.taken["wide"].free((200, 190, 202, 192))


def narrowed(*free: Label, sizes: tuple[Size, ...] = BOTH) -> LabelSpace:
    """A room in which nothing is left but what some labels take."""
    room = LabelSpace(SHEET, [], [])
    for size in BOTH:
        boxes = [box for label in free for box in label.boxes(size)] if size in sizes else []
        for row in range(201):
            inside = sorted((int(a), int(c)) for a, b, c, d in boxes if int(b) <= row <= int(d))
            until = 0
            for left, right in [*inside, (300, 300)]:
                if until < left:
                    room.taken[size].take((until, row, left - 1, row))
                until = max(until, right + 1)
    return room


def lines(text: str, at: Point = AT) -> Iterator[Label]:
    """What may be written at the end of a line, the best first."""
    for reach in (16, 26, 38):
        for turn in (0, -30, 30, 180, -150, 150, -60, 60, -120, 120, -90, 90):
            x, y = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            end = round(at[0] + reach * x), round(at[1] + reach * y)
            if turn in (0, -30, 30):
                yield Label(text, end, 0.25, 0.0, "start", BOTH, at)
            elif turn in (180, -150, 150):
                yield Label(text, end, -0.25, 0.0, "end", BOTH, at)
            else:
                for anchor in ("middle", "start", "end"):
                    yield Label(text, end, 0.0, 0.7 if turn > 0 else -0.7, anchor, BOTH, at)


POINTS = [*(Label("Ab", AT, *beside) for beside in BESIDE), *lines("Ab")]
AREAS = [Label("Ab", AT, 0.0, dy, "middle") for dy in (0.0, -1.2, 1.2, -2.4, 2.4)]


@pytest.mark.parametrize(("wishes", "area"), [(POINTS, False), (AREAS, True)], ids=["place", "area"])
def test_a_name_stands_wherever_there_is_room_and_at_the_best_place(wishes: list[Label], area: bool) -> None:
    for wish in wishes:
        assert [*narrowed(wish).name("Ab", 7, AT, area)] == [wish]
    for wish, worse in pairwise(wishes):
        if (wish.at, wish.anchor, worse.anchor) == (worse.at, "start", "end"):
            continue  # where both have room, the middle has
        assert [*narrowed(wish, worse).name("Ab", 7, AT, area)] == [wish]


def test_a_name_with_room_in_one_size_has_its_number_in_the_other() -> None:
    long, short = Label("Abcdefgh", AT, *BESIDE[0]), Label("7", AT, *BESIDE[1])
    room = narrowed(long, sizes=("wide",))
    assert [*room.name("Abcdefgh", 7, AT, False)] == [long._replace(sizes=("wide",))]
    room = narrowed(long._replace(text="7"), sizes=("narrow",))
    assert [*room.name("Abcdefgh", 7, AT, False)] == [], "a number alone is in both sizes"
    room = narrowed(short)
    assert [*room.name("Abcdefgh", 7, AT, False)] == [short]
    assert [*room.name("Abcdefgh", 7, AT, False)] == [], "its room is taken"
    room = narrowed(long, short, sizes=BOTH)
    room.taken["narrow"].take((155, 90, 299, 110))
    assert [*room.name("Abcdefgh", 7, AT, False)] == [long._replace(sizes=("wide",)), short._replace(sizes=("narrow",))]


def test_where_no_list_has_numbers_a_name_without_room_is_left_out() -> None:
    long, short = Label("Abcdefgh", AT, *BESIDE[0]), Label("7", AT, *BESIDE[1])
    room = narrowed(long, short, sizes=BOTH)
    room.taken["narrow"].take((155, 90, 299, 110))
    assert [*room.name("Abcdefgh", None, AT, False)] == [long._replace(sizes=("wide",))]


def test_a_name_takes_its_room_in_the_sizes_that_it_is_for() -> None:
    for sizes in (BOTH, *((size,) for size in BOTH)):
        label = Label("Ab", AT, *BESIDE[0], sizes)
        room = LabelSpace(SHEET, [], [])
        assert room.put([label]) == label
        assert [room.taken[size].free(label.box(size)) for size in BOTH] == [size not in sizes for size in BOTH]
        assert room.put([label]) is None


def test_as_many_towns_are_named_as_there_is_room_for() -> None:
    towns = [(f"T{number}", (20 + number % 8 * 35, 20 + number // 8 * 30)) for number in range(40)]
    told = [*LabelSpace(SHEET, [], []).towns(iter(towns))]
    assert [label.text for label in told] == [name for name, _ in towns[:18]]
    assert [label.sizes for label in told] == [BOTH] * 6 + [("wide",)] * 12
    assert told[7] == Label("T7", (265, 20), *BESIDE[0], ("wide",))


RIGHT, LEFT, ABOVE, BELOW = (160, 99, 161, 101), (138, 99, 139, 101), (150, 89, 151, 90), (150, 110, 151, 111)


@pytest.mark.parametrize(
    ("taken", "place"),
    [
        ([], 0),
        ([RIGHT], 1),
        ([RIGHT, LEFT], 2),
        ([RIGHT, LEFT, ABOVE], 3),
        ([RIGHT, LEFT, ABOVE, BELOW], None),
        ([(150, 102, 151, 102)], None),
        ([(150, 103, 151, 103)], 0),
    ],
)
def test_a_town_is_named_beside_its_point_or_not_at_all(taken: list[Box], place: int | None) -> None:
    told = [*LabelSpace(SHEET, [], taken).towns([("Ab", AT)])]
    assert told == ([] if place is None else [Label("Ab", AT, *BESIDE[place])])


def test_a_town_takes_the_room_of_its_point() -> None:
    room = LabelSpace(SHEET, [], [])
    assert [label.text for label in room.towns([("One", AT), ("Two", (151, 101)), ("Three", (50, 50))])] == [
        *("One", "Three")
    ]
    assert not room.taken["narrow"].free((*AT, 152, 101))


def test_a_town_without_room_on_a_phone_is_named_on_a_wide_screen() -> None:
    room = LabelSpace(SHEET, [], [])
    room.taken["narrow"].take((100, 50, 200, 150))
    told = [*room.towns([("Ab", AT), ("Cd", (50, 50))])]
    assert [(label.text, label.sizes) for label in told] == [("Ab", ("wide",)), ("Cd", BOTH)]


def river(*points: Point) -> Line:
    """A river by where its corners are on the sheet."""
    globe = tuple((x / 100, 2 - y / 100) for x, y in points)
    return Line(globe, around(*globe))


def flat(left: int, right: int, y: int, step: int = 10) -> Iterable[Point]:
    return ((x, y) for x in range(left, right + 1, step))


def written(rivers: Iterable[tuple[str, Line]], *taken: Box) -> list[Label]:
    """The names of rivers that have room on a sheet of which something is taken."""
    return [*filter(None, map(LabelSpace(SHEET, [], taken).put, river_names(SHEET, rivers)))]


@pytest.mark.parametrize(("end", "named"), [(109, False), (110, True), (150, True)])
def test_a_river_is_named_where_it_is_long_enough(end: int, named: bool) -> None:
    told = written([("Ebb", river(*flat(50, 100, 100), (end, 100)))])
    assert [label.text for label in told] == ["Ebb"] * named


def test_a_river_is_named_once_near_its_middle_and_beside_its_water() -> None:
    ebb = river(*flat(50, 250, 100))
    assert written([("Ebb", ebb)]) == [Label("Ebb", (130, 100), *BESIDE[2])]
    above, middle = (0, 70, 300, 98), (120, 70, 180, 130)
    assert written([("Ebb", ebb)], above) == [Label("Ebb", (130, 100), *BESIDE[3])]
    assert written([("Ebb", ebb)], middle) == [Label("Ebb", (90, 100), *BESIDE[2])]
    assert written([("Ebb", ebb)], above, (0, 102, 300, 130)) == []
    steep = river(*((150, y) for y in range(30, 180, 10)))
    assert written([("Ebb", steep)]) == [Label("Ebb", (150, 90), *BESIDE[0])]


@pytest.mark.parametrize(("across", "beside"), [(32, 1), (33, 0)])
def test_the_name_of_a_river_is_on_no_bank_in_any_size(across: int, beside: int) -> None:
    """In the larger type, `Ebb` ends 32.48 beside its point."""
    down, up = [(150, y) for y in range(20, 180, 10)], [(150 + across, y) for y in range(170, 90, -10)]
    [label] = written([("Ebb", river(*down, *up))])
    assert (label.at[0], label[2:5]) == (150, BESIDE[beside])


def test_a_river_of_many_parts_is_named_at_the_one_with_most_corners() -> None:
    parts = [river(*flat(20, 260, 40, 60)), river(*flat(50, 250, 150)), river(*flat(20, 280, 100, 20))]
    told = written([("Ebb", parts[0]), ("Flow", parts[2]), ("Ebb", parts[1]), ("Ebb", parts[0])])
    assert [(label.text, label.at[1]) for label in told] == [("Ebb", 150), ("Flow", 100)]
