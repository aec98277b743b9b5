"""A class of amounts refuses limits and shares that cannot be."""

from dataclasses import replace

import pytest

from limen.evidence.tables import dose_spectrum


def test_a_class_ends_after_it_begins():
    with pytest.raises(ValueError, match="ends before"):
        replace(dose_spectrum()["mg_low"], high=3.0)


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_lies_between_none_and_all(share):
    with pytest.raises(ValueError, match="outside 0 to 1"):
        replace(dose_spectrum()["share_micro"], share=share)


def test_the_shares_leave_out_what_lies_below_every_class():
    shares = [row.share for row in dose_spectrum().values() if row.share is not None]

    assert sum(shares) == pytest.approx(0.999)
