from tests.client import Visitor


def cookie(visitor: Visitor, name: str) -> str | None:
    found = visitor.client.get_cookie(name)
    return found.value if found else None


def test_finishing_leads_to_the_first_screen_with_nothing_kept(visitor: Visitor) -> None:
    visitor.post("/ar/display", size="largest", theme="contrast")
    before = cookie(visitor, "visit")
    page = visitor.get("/reset")
    assert page.all("html")[0].get("data-size") == "normal"
    assert cookie(visitor, "display") is None
    assert cookie(visitor, "session") is None
    assert cookie(visitor, "visit") not in (None, before)


def test_every_page_lets_one_finish_in_one_touch(visitor: Visitor) -> None:
    for address in ("/fr/", "/ar/places", "/uk/needs", "/fr/help"):
        assert "/reset" in visitor.get(address).links()


def test_no_page_is_kept_by_a_browser(visitor: Visitor) -> None:
    for address in ("/", "/fr/places?q=secret", "/fr/display"):
        assert visitor.get(address).headers["Cache-Control"] == "no-store"


def test_the_secret_of_a_visit_is_hidden_from_scripts(visitor: Visitor) -> None:
    cookies = visitor.client.get("/").headers.getlist("Set-Cookie")
    assert any(one.startswith("visit=") and "HttpOnly" in one and "SameSite=Lax" in one for one in cookies)


def test_words_typed_in_an_earlier_visit_are_forgotten(visitor: Visitor) -> None:
    typed = visitor.get("/fr/places?q=secret")
    mark = typed.all("input", name="visit")[0].get("value")
    visitor.get("/reset")
    assert "secret" not in visitor.get(f"/fr/places?q=secret&visit={mark}").html


def test_fields_are_never_filled_in_from_memory(visitor: Visitor) -> None:
    for field in visitor.get("/fr/places").all("input", type="search"):
        assert field.get("autocomplete") == "off"
