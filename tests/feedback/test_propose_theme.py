"""Which theme a comment seems to be about, and which of its words everybody may see."""

import pytest

from kiosk.feedback.comments.keywords import LEAST_COMMENTS, proposed, public_words
from kiosk.feedback.models import Theme, ThemeText

HOURS = Theme(
    id=1, title="Horaires", keywords="horaire, fermé\nouverture le soir",
    texts=[
        ThemeText(field="keywords", locale="ar", text="المواعيد، مغلق"),
        ThemeText(field="keywords", locale="tr", text="saat\nkapalı"),
        ThemeText(field="title", locale="de", text="Zeit"),
    ],
)  # fmt: skip
COMPUTERS = Theme(id=2, title="Ordinateurs", keywords="ordinateur, PC", texts=[])
THEMES = [HOURS, COMPUTERS]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Les HORAIRES ne sont pas clairs", ["Horaires"]),
        ("Une ouverture le soir serait bien", ["Horaires"]),
        ("ouverture trop tard le soir", []),
        ("كانت المكتبة مغلقة ومواعيدها غير واضحة", ["Horaires"]),
        ("Kütüphanenin saatleri kötü", ["Horaires"]),
        ("Deux PC en panne, et fermé à midi : ordinateurs lents", ["Ordinateurs", "Horaires"]),
        ("des PCs", []),
        ("Zu wenig Zeit", []),
        ("⟦mail⟧", []),
    ],
)
def test_themes_are_proposed_by_words_in_any_language(text: str, titles: list[str]) -> None:
    assert [theme.title for theme in proposed(text, THEMES)] == titles


def test_a_theme_without_words_is_never_proposed() -> None:
    assert proposed("Tout va bien", [Theme(title="Rien", keywords=" ,\n", texts=[])]) == []


def test_a_word_is_public_once_five_people_have_written_it() -> None:
    texts = [
        "Médiathèque trop bruyante",
        "la médiathèque !",
        "MEDIATHEQUE",
        "«médiathèque»",
        "médiathèque, médiathèque",
    ]
    assert public_words(texts) == {"médiathèque": LEAST_COMMENTS}
    assert public_words(texts[1:]) == {}


def test_neither_masks_nor_numbers_nor_small_words_are_public() -> None:
    assert public_words(["le ⟦number⟧ 2024 ⟦name⟧"] * LEAST_COMMENTS) == {}


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("Les ordinateurs sont très lents pour nous, il n'y a pas assez de bruit", {"ordinateurs", "lents", "bruit"}),
        ("Die Computer sind für uns immer noch nicht schnell", {"computer", "schnell"}),
        ("There aren't enough rooms and the help is very slow", {"enough", "rooms", "help", "slow"}),
        ("هذا المكان ضيق جدا ولكن الموظفين لطفاء", {"المكان", "ضيق", "الموظفين", "لطفاء"}),
        ("Çalışanlar çok iyi ama salon daha küçük değil mi", {"çalışanlar", "salon", "küçük", "iyi"}),
        ("Тут дуже гучно, але працівники привітні та це добре", {"гучно", "працівники", "привітні", "добре"}),
    ],
)
def test_words_that_say_nothing_by_themselves_are_not_public(text: str, telling: set[str]) -> None:
    assert set(public_words([text] * 5)) == telling
