"""A person who reads hides names, which no rule can find."""

import pytest

from kiosk.feedback.comments.names import hidden, missing


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Merci à Élodie !", "elodie", "Merci à ⟦name⟧ !"),
        ("Ali est d’une grande qualité, ALI", "Ali", "⟦name⟧ est d’une grande qualité, ⟦name⟧"),
        ("Mme  Le-Goff et Karim", "le goff, Karim", "Mme  ⟦name⟧ et ⟦name⟧"),
        ("شكرا وفاطمة ممتازة", "وفاطمة", "شكرا ⟦name⟧ ممتازة"),
        ("مُحَمَّد رائع", "محمد", "⟦name⟧ رائع"),
        ("Voyez @jean_le_grand !", "jean_le_grand", "Voyez @⟦name⟧ !"),
        ("⟦mail⟧ de mail", "mail", "⟦mail⟧ de ⟦name⟧"),
        ("Rien à cacher", "Karim,,\n ", "Rien à cacher"),
        ("⟦name⟧ est là", "name", "⟦name⟧ est là"),
        ("Дякую Марʼяна за все", "Марʼяна", "Дякую ⟦name⟧ за все"),
        ("Марʼяна, Мар’яна і Мар'яна", "мар'яна", "⟦name⟧, ⟦name⟧ і ⟦name⟧"),
        ("Ali Kaya et Ali", "Ali, Ali Kaya", "⟦name⟧ et ⟦name⟧"),
    ],
)
def test_the_names_written_are_hidden_wherever_they_stand(text: str, names: str, expected: str) -> None:
    assert hidden(text, names) == expected
    assert hidden(hidden(text, names), names) == expected


def test_a_name_with_a_ukrainian_apostrophe_is_not_missing() -> None:
    assert missing(["Дякую Марʼяна за все"], "Марʼяна, Мар'яна, Олена") == ["Олена"]
