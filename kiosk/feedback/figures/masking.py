"""Which numbers everybody may see, so that nobody finds out the others.

How it is published. Only months that are over are published, each by itself: its sum, and four lists that share this
sum, one by place, one by what it is about, one by the language of the screen, one by the time of day. Two of these are
never crossed, months are never added up, and whatever page, file or paper one chooses repeats the same cells.

Why nothing hidden can be found. A sum below 10 is hidden with all that belongs to its month. Else each list is a row
of cells with a sum that is known; where a cell below 10 is hidden, so many others are hidden that the hidden cells
beside it hold at least 10 answers together (or no cell is left). All that an equation can say of them is their sum S:
any number from 0 to S, and S is at least 10, fits into each one of them. Lists of the same month know of each other
only through their sum: whatever fits into one fits with any other (a table with given sums on two sides always
exists). Months have no equation in common. The three answers and those set aside are hidden with their cell, for each
the same holds as for all; only where everybody agrees does one learn what the others think, for all of them together.
A cell of 0 speaks of nobody: it is said as long as nothing else is hidden in its list.

Papers are one cell of two lists, for they have neither a language nor an hour: who reads it in one list may subtract
it in the other. So it is hidden in both or in none, and where this hides it, at least 10 others are hidden beside it.
Then it can be any number from 0 to the smaller S of the two lists, at least 10 again, and with it the cells beside it.

What this does not hold against. Who compares a month with itself sees what has come in between: late records are
waited for (`GRACE` in publication.py), which leaves what staff restore much later. And who knows from elsewhere that
two cells of different lists are the same answers (one place alone has a bus) may use one for the other.
"""

from collections.abc import Collection, Hashable, Mapping
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

    What would be `found_elsewhere` is hidden here too.
    """
    small = [cell for cell, numbers in cells.items() if numbers.n < SMALLEST or cell in found_elsewhere]
    if not found_elsewhere and not any(any(cells[cell]) for cell in small):
        return ()
    others = sorted((cell for cell in cells if cell not in small), key=lambda cell: cells[cell].n)
    # The smallest of the others is enough: it holds 10 answers at least.
    return [*small, *others[: not is_covered([cells[cell].n for cell in small])]]


def is_covered(counts: Collection[int]) -> bool:
    """Whether beside each of the cells with these numbers of answers there are enough others."""
    return sum(counts) - max(counts) >= SMALLEST
