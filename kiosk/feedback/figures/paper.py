"""Figures on paper: what `figures.typ` reads, in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kiosk.feedback.figures.dashboard import Dashboard, Line
from kiosk.feedback.figures.publication import Cells, Publication
from kiosk.feedback.figures.rows import Names
from kiosk.feedback.figures.score import Figure
from kiosk.feedback.figures.wording import WORDS, month_name
from kiosk.web.locale import Language
from kiosk.web.paper import macros, plain, typed


class Section(NamedTuple):
    """A list of what under its title; `about` heads its first column."""

    by: str
    title: str
    about: str
    rows: Iterable[tuple[str, Figure | None]]


def published_sheet(publication: Publication, names: Names, language: Language) -> dict[str, Any]:
    """A month as everybody may see it."""
    words = macros(WORDS)
    title = f"{plain(words.title())} – {month_name(publication.month)}"
    notes = [words.never_few(), words.no_comparing(), words.few_at_place(), words.set_aside_means()]
    return sheet(title, publication.total or Figure.of(0, 0, 0), sections(publication, names), notes, language)


def wanted_sheet(
    board: Dashboard, lists: Iterable[tuple[str, list[Line]]], about: Iterable[str], language: Language
) -> dict[str, Any]:
    """What the committee looks at."""
    words, (first, last) = macros(WORDS), board.wanted.scope[:2]
    title = f"{plain(words.title())} – {month_name(first)} – {month_name(last)}"
    months = titled("month", [(month_name(month), figure) for month, figure in reversed(board.course)])
    others = [titled(by, [(line.name, line.figure) for line in lines]) for by, lines in lists]
    notes = [words.no_comparing(), words.few_at_place(), words.set_aside_means()]
    return sheet(title, board.total, [months, *others], notes, language, " · ".join(about))


def sections(publication: Publication, names: Names) -> Iterator[Section]:
    for by, cells in publication.lists.items():
        rows = in_order(cells, names[by])
        others = [(plain(macros(WORDS).other_places()), None)] if by == "place" and publication.hides_places else []
        yield titled(by, [*rows, *others])


def in_order(cells: Cells, names: Mapping[str, str]) -> list[tuple[str, Figure | None]]:
    return [(name, cells[code]) for code, name in names.items() if code in cells]


def titled(by: str, rows: Iterable[tuple[str, Figure | None]]) -> Section:
    words = macros(WORDS)
    return Section(by, plain(words.by(by)), plain(words.about(by)), rows)


def sheet(
    title: str, figure: Figure, lists: Iterable[Section], notes: Iterable[str], language: Language, about: str = ""
) -> dict[str, Any]:
    """The paper; `about` says what it is of where that is not everything."""
    words = macros(WORDS)
    heads = words.face("good"), words.score_head(), words.answers_head()
    return {
        "title": title, "lang": language.html, "about": typed(about, ""), "lead": lead(figure), "faces": faces(figure),
        **{name: plain(getattr(words, f"{name}_head")()) for name in ("answer", "share", "number")},
        "heads": [plain(one) for one in heads], "notes": [plain(one) for one in notes],
        "sections": [{"title": one.title, "about": one.about, "rows": [line(one.by, *row) for row in one.rows]}
                     for one in lists],
    }  # fmt: skip


def lead(figure: Figure) -> list[str]:
    words = macros(WORDS)
    if not figure.n:
        return [plain(words.nobody())]
    said = [
        f"{plain(words.percent(figure.share))} – {plain(words.face('good'))}",
        words.score(figure),
        words.surely(figure),
        *([words.indicative()] if figure.is_indicative else []),
    ]
    return [plain(one) for one in (*(said if figure.is_scored else [words.too_few()]), words.counted(figure))]


def faces(figure: Figure) -> list[dict[str, Any]]:
    """The three answers: name, share and number."""
    words = macros(WORDS)
    return [
        {"face": face, "name": plain(words.face(face)), "percent": percent,
         "share": plain(words.percent(percent)), "count": figure.counts[face]}
        for face, percent in figure.distribution.items()
    ]  # fmt: skip


def line(by: str, name: str, figure: Figure | None) -> dict[str, Any]:
    words = macros(WORDS)
    if figure is None or not figure.n:
        note = words.nobody() if figure else words.too_few()
        return {"name": typed(name), "parts": [], "cells": ["–", "–", plain(note)]}
    if by == "place" and figure.is_uncompared:
        counted = f"{plain(words.counted(figure))} · {plain(words.uncompared())}"
        return {"name": typed(name), "parts": [], "cells": ["–", "–", counted]}
    cells = [words.percent(figure.share), words.decimal(figure)] if figure.is_scored else ["–", "–"]
    parts = [{"face": part.face, "length": part.length} for part in figure.parts]
    counted = plain(words.counted(figure)) + (f" · {plain(words.indicative_mark())}" if figure.is_indicative else "")
    return {"name": typed(name), "parts": parts, "cells": [*map(plain, cells), counted]}
