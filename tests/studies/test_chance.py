from limen.studies.chance import generator


def test_the_same_place_has_the_same_chance_whoever_asks_first():
    generator(7, "cell", 1).random(5)

    again = generator(7, "cell", 0).random(5)

    assert again.tolist() == generator(7, "cell", 0).random(5).tolist()


def test_every_part_of_a_place_tells_it_apart():
    places = [(7, "cell", 0), (8, "cell", 0), (7, "other", 0), (7, "cell", 1), (7, "cell", "1")]

    firsts = {generator(*place).random() for place in places}

    assert len(firsts) == len(places)


def test_chance_is_what_it_was_when_this_was_written():
    """A seed in a report gives its numbers again."""
    assert generator(20, "cell", 3).integers(1000, size=4).tolist() == [465, 886, 618, 718]
