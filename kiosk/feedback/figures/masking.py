"""Which numbers everybody may see, so that nobody finds out the others.

How it is published. Only months that are over are published, each by itself: its sum, and four lists that share this
sum, one by place, one by what it is about, one by the language of the screen, one by the time of day. Two of these are
never crossed, months are never added up, and whatever page, file or paper one chooses repeats the same cells.

Why nothing hidden can be found. A sum below 10 is hidden with all that belongs to its month. Else each list is a row
of cells with a sum that is known; where a cell below 10 is hidden, so many others are hidden that the hidden cells
hold at least 20 answers together (or no cell is left). All that an equation can say of them is their sum. Who knows
this rule too knows which is the largest number that may be hidden, and that the cells did not do with fewer: even so
each hidden cell can be one of at least two numbers. Where two hidden cells differ, either may be the other one's, for
nothing but their size decides (as large means hidden too). Where all are alike, one answer may have gone from one to
the other, except where they are all 9 and a 10 is shown: so this 10 is hidden too. The tests try every small list.
How far apart the two numbers are is not promised: of 9 and 11 beside a 12, one only does not know which is which.

Lists of the same month know of each other only through their sum: whatever fits into one fits with any other (a table
with given sums on two sides always exists). Months have no equation in common. The three answers and those set aside
are hidden with their cell, for each the same holds as for all; only where everybody agrees does one learn what the
others think, for all of them together. A cell of 0 speaks of nobody: it is said as long as nothing else is hidden in
its list.

Papers are one cell of two lists, for they have neither a language nor an hour: who reads it in one list may subtract
it in the other. So it is hidden in both or in none, and where this hides it, at least 10 others are hidden beside it.
No equation tells it: it can be any number from 0 to the smaller sum of what is hidden in the two lists.

What this does not hold against. Who compares a month with itself sees what has come in between: late records are
waited for (`GRACE` in publication.py), but a tablet may bring what it kept for up to 90 days, papers may be counted,
staff may restore or say that two places are one, and somebody may take back an answer long after. Who knows the rule
and lays the two lists with papers beside each other may find that only one number of papers fits into both. And who
knows from elsewhere that two cells of different lists are the same answers (one place alone has a bus) may use one for
the other.
"""

from collections.abc import Collection, Hashable, Mapping
from itertools import groupby
from typing import TypeVar

from kiosk.feedback.counting import Numbers
from kiosk.feedback.figures.score import FEWEST_SCORED

SMALLEST = FEWEST_SCORED
"""The smallest number of answers that everybody may see; a smaller one could point at a person (rule R6)."""

Cell = TypeVar("Cell", bound=Hashable)


def hidden_together(
    lists: Mapping[str, Mapping[Cell, Numbers]], shared: Mapping[str, Cell]
) -> dict[str, Collection[Cell]]:
    """What nobody may see of each list of a month; `shared` names the cell that is the same answers in several."""
    unseen = {name: hidden(cells) for name, cells in lists.items()}
    if any(shared[name] in unseen[name] for name in shared.keys() & lists.keys()):
        for name in shared.keys() & lists.keys():
            if shared[name] not in unseen[name]:
                unseen[name] = hidden(lists[name], [shared[name]])
    return unseen


def hidden(cells: Mapping[Cell, Numbers], found_elsewhere: Collection[Cell] = ()) -> Collection[Cell]:
    """The cells of a list that nobody may see; `cells` are all that its sum consists of, and some may be empty.

    What would be `found_elsewhere` is hidden here too; beside each cell that is hidden for itself, there are 10 others.
    """
    unseen = [cell for cell, numbers in cells.items() if numbers.n < SMALLEST or cell in found_elsewhere]
    if not found_elsewhere and not any(any(cells[cell]) for cell in unseen):
        return ()
    crowd = SMALLEST + max([SMALLEST, *(cells[cell].n for cell in unseen)])
    others = sorted((cell for cell in cells if cell not in unseen), key=lambda cell: cells[cell].n)
    # As large is hidden together: were one chosen by its name, who knows the names could tell which it is.
    for n, alike in groupby(others, key=lambda cell: cells[cell].n):
        if is_covered([cells[cell].n for cell in unseen], crowd, n):
            break
        unseen.extend(alike)
    return unseen


def is_covered(counts: Collection[int], crowd: int, smallest_shown: int) -> bool:
    """Whether the cells with these numbers of answers hold so many, and are not all one below what is shown."""
    return sum(counts) >= crowd and {*counts} != {smallest_shown - 1}
