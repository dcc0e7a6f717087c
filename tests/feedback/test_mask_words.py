"""What a resident types beside a tap: nothing by which somebody could be found is ever written down."""

import re
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.feedback.comments.masking import LEAST_DIGITS, Part, beginning, is_figure, masked, parts, typed

FIGURES = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")
BETWEEN = (
    "",
    " ",
    ".",
    "-",
    "/",
    "(",
    ")",
    "+",
    "\u00a0",
    "\u202f",
    "\u2009",
    "–",
    "\u200b",
    "\u200e",
    "\u2067",
    "\u00ad",
)
NUMBERS = {
    "fr": ("Rappelez-moi au 06 12 34 56 78 svp", "numéro : 06.12.34.56.78", "+33 (0)6 12 34 56 78", "0033612345678"),
    "fr-falc": ("Mon téléphone est 06-12-34-56-78.", "appelez le 06/12/34/56/78", "le 06, 12, 34, 56, 78 svp",
                "06:12:34:56:78 merci", "06 ; 12 ; 34;56 ; 78", "+33 6,12,34,56,78",
                "+33, 6, 12, 34, 56, 78", "0612, 3456, 78", "06 : 12 : 34 : 56 : 78"),
    "de": ("Rufen Sie mich an: +49 (0)7851 1234-56", "Tel. 07851/123456", "0176 – 12 34 56 78"),
    "en": ("call me on (020) 7946 0958", "My number is +44 7700 900 123"),
    "ar": ("هاتفي ٠٦١٢٣٤٥٦٧٨ شكرا", "اتصلوا بي على ٠٦ ١٢ ٣٤ ٥٦ ٧٨", "رقمي: ۰۶۱۲۳۴۵۶۷۸", "رقمي 0612345678",
           "٠٦،١٢،٣٤،٥٦،٧٨", "رقمي ٠٦، ١٢، ٣٤، ٥٦، ٧٨ شكرا", "٠٦؛ ١٢؛ ٣٤؛ ٥٦؛ ٧٨"),
    "tr": ("Beni arayın: 0532 123 45 67", "+90 (532) 123-45-67"),
    "uk": ("Мій телефон: +38 (067) 123-45-67", "дзвоніть 067.123.45.67"),
}  # fmt: skip
ADDRESSES = {
    "fr": ("Écrivez à jean.dupont@example.fr merci", "nom (at) mail point fr", "nom arobase mail point fr",
           "nom arobase gmail com", "nom_at_gmail_point_com", "nom -at- mail -dot- fr", "nom arobase web point be",
           "nom-@mail.be", "nom.prenom @ mail . be", "nom_at_web_point_be"),
    "fr-falc": ("mon mail : nom[at]mail.fr", "nom(a)mail.be", "nom@web point be"),
    "de": ("Mail an max.muster(ät)web punkt de", "max at web punkt de bitte", "max{at}web.de"),
    "en": ("write to jo+kiosk@mail.example.com", "jo at mail dot com", "jo (at) mail (dot) com",
           "jo at mail.be", "jo at hotmail dot be"),
    "ar": ("راسلوني على nom@mail.fr شكرا", "بريدي اسم آت بريد نقطة كوم", "\u2067nom\u200e@\u200email.fr\u2069"),
    "tr": ("bana yazın isim@posta.com.tr", "isim (at) posta nokta com",
           "isim kuyruklu a posta nokta com"),
    "uk": ("пишіть: імя@пошта.укр", "імя собака пошта крапка юа", "name(собака)mail.ua"),
}  # fmt: skip
PIECES = (
    *"a1٠ .-_@()[]⟦⟧/:+,'é\u200b",
    " at ",
    " dot ",
    "(at)",
    "point",
    "fr",
    "⟦mail⟧",
    "www.",
    "https://",
    "fr76",
    "12",
    "06, ",
    ".be",
    "،",
    ";",
)
ORDINARY = (
    "10 000 personnes en 2024", "de 14:00-16:30 à 10h", "10:00-12:00 14:00-18:00", "12,50 € ou 13,50 €",
    "les 10, 11, 12 et 13 mars", "Salle 12, 3e étage : 25 m²", "1 000 000 €", "RDV @ 14h", "von 9 bis 12 Uhr, 2025",
    "٣٠ شخصا في ٢٠٢٤", "2024'te 10 kişi, saat 14.30", "о 14:30, 25 осіб", "I was at home. de rien", "67000 Strasbourg",
    "à 10:30", "à 10:30, 11:30, 14:00 et 15:30", "de 09:00-12:00, 14:00-18:00", "um 08.30, 09.30 Uhr",
    "08:30 : 25 personnes", "12,50, 13,50, 14,50 €", "12,50; 13,50; 14,50", "1,2,3 soleil", "1, 2, 3, 4, 5, 6, 7, 8",
    "le 12, 67000 Strasbourg", "les 10, 11, 12, 13 et 14 mars", "en 2023, 2024, 2025", "lignes 10, 15, 30, 40, 50",
    "١٠، ١١، ١٢، ١٣، ١٤ مارس", "matin et/ou soir", "merci.Et/ou autre", "les habitant.es/agents",
    "M.le/la responsable", "24h/24", "8h.Lundi/mardi",
    "look at that point me and you", "he is at this point be careful", "look at gmail",
    "le point de vue", "it must be at home", "ouvert les 08, 10, 12, 14 mars", "on est aidés.par/les agents",
)  # fmt: skip


@pytest.mark.parametrize("text", [text for texts in NUMBERS.values() for text in texts])
def test_a_telephone_number_is_masked_however_people_write_it(text: str) -> None:
    assert masked(text).count("⟦number⟧") == 1
    assert not any(map(is_figure, masked(text)))


@pytest.mark.parametrize("text", [text for texts in ADDRESSES.values() for text in texts])
def test_an_e_mail_address_is_masked_however_people_write_it(text: str) -> None:
    assert "⟦mail⟧" in masked(text)
    assert not any(word in masked(text).lower() for word in ("@", "mail.", "web", "com", "пошта", "بريد نقطة"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("voir https://exemple.fr/a?b=1, merci", "voir ⟦url⟧, merci"),
        ("www.exemple.org ou exemple.com/page", "⟦url⟧ ou ⟦url⟧"),
        ("FR76 3000 6000 0112 3456 7890 189 merci", "⟦iban⟧ merci"),
        ("iban:de89370400440532013000 danke", "iban:⟦iban⟧ danke"),
        ("TR33 0006 1005 1978 6457 8413 26", "⟦iban⟧"),
        ("0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣ et ⁰⁶¹²³⁴⁵⁶⁷⁸", "⟦number⟧ et ⟦number⟧"),
        ("06,12,34,56,78", "⟦number⟧"),
        ("06📞12📞34📞56📞78 06=12#34=56#78", "⟦number⟧"),
        ("linktr.ee/jean et goo.gl/x.", "⟦url⟧ et ⟦url⟧."),
        ("about.me/jean, discord.gg/abcd; exemple.be/contact", "⟦url⟧, ⟦url⟧; ⟦url⟧"),
        ("https://exemple.link et nom.page/moi ou exemple.be", "⟦url⟧ et ⟦url⟧ ou ⟦url⟧"),
        ("ecrire a nom arobase hotmail point be merci", "ecrire a ⟦mail⟧ merci"),
        ("FR76:3000:6000:0112:3456:7890:189 merci", "⟦iban⟧ merci"),
        ("t.me/quelqu_un, wa.me/33612345678", "⟦url⟧, ⟦url⟧"),
        ("(06) 12345678 ou (06 12 34 56 78)", "⟦number⟧ ou (⟦number⟧)"),
    ],
)
def test_other_addresses_and_numbers_are_masked_and_the_words_around_them_stay(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize("text", ORDINARY)
def test_years_times_prices_and_quantities_are_left_alone(text: str) -> None:
    assert masked(text) == text


def test_what_somebody_types_is_never_taken_for_a_mask() -> None:
    assert masked(typed("⟦mail⟧ et ⟦⟦number⟧ ⟧")) == "[mail] et [[number] ]"
    assert parts(masked(typed("⟦name⟧ 0612345678"))) == [Part("[name] "), Part("", "number")]


def test_the_pieces_of_a_text_are_words_and_masks_in_their_order() -> None:
    assert parts("⟦name⟧ est au ⟦number⟧.") == [Part("", "name"), Part(" est au "), Part("", "number"), Part(".")]


def test_a_list_shows_how_a_text_begins_in_whole_words() -> None:
    assert beginning("Le ⟦number⟧ est pris", 5) == [Part("Le "), Part("", "number"), Part("…")]
    assert beginning("Le ⟦number⟧ est bien pris", 10) == [Part("Le "), Part("", "number"), Part(" est…")]
    assert beginning("Le ⟦number⟧", 9) == [Part("Le "), Part("", "number")]


def skeleton(sign: str) -> str:
    """What is left of a text if nothing but figures counts, and what may stand between those of one number is gone."""
    return "0" if is_figure(sign) else "" if sign in BETWEEN else "|"


@given(
    figures=st.lists(st.integers(0, 9), min_size=LEAST_DIGITS, max_size=16),
    sets=st.lists(st.sampled_from(FIGURES), min_size=16, max_size=16),
    between=st.lists(st.sampled_from(BETWEEN), min_size=16, max_size=16),
    around=st.tuples(st.text(), st.text()),
)
def test_no_run_of_eight_figures_survives(
    figures: list[int], sets: list[str], between: list[str], around: tuple[str, str]
) -> None:
    number = "".join(kind[figure] + gap for figure, kind, gap in zip(figures, sets, between, strict=False))
    text = masked(typed(f"{around[0]} x{number}x {around[1]}"))
    assert "⟦number⟧" in masked(typed(f"x{number}x")) and number not in text
    assert not re.search("0{8}", "".join(map(skeleton, text)))


@given(st.lists(st.sampled_from(PIECES), max_size=90).map("".join))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)
    assert masked(masked(typed(text))) == masked(typed(text))


@given(st.text(), st.text(alphabet=ascii_letters, min_size=1), st.text(alphabet=ascii_letters, min_size=1), st.text())
def test_no_address_survives(before: str, name: str, host: str, after: str) -> None:
    assert f"{name}@{host}" not in masked(typed(f"{before} {name}@{host}.fr {after}"))
