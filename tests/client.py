"""A visitor who reads every page critically: a page that is wrong fails the test that asked for it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask

FIELDS = {"input", "select", "textarea"}


class Page:
    """One answer of the kiosk, parsed strictly unless it is a part of a page."""

    def __init__(self, response: Any, is_whole: bool = True) -> None:
        self.status: int = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self.html: str = response.get_data(as_text=True)
        self.root: Element = html5lib.HTMLParser(strict=is_whole, namespaceHTMLElements=False).parse(self.html)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of this tag with these attributes (`class_` for class, `-` written `_`)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        named = [one for one in self.root.iter() if local_name(one) == tag]
        return [one for one in named if all(one.get(name) == value for name, value in wanted.items())]

    def text(self, element: Element | None = None) -> str:
        """The words of the element, or of the page's main part."""
        return " ".join("".join((self.all("main")[0] if element is None else element).itertext()).split())

    def links(self) -> list[str]:
        return [address for one in self.all("a") if (address := one.get("href"))]

    def ways(self) -> list[str]:
        """The links without the mark of the visit."""
        return [re.sub(r"(\?|&)visit=\w+", "", link) for link in self.links()]

    def ids(self) -> list[str]:
        return [name for one in self.root.iter() if (name := one.get("id"))]


def local_name(element: Element) -> str:
    """The tag without the namespace that drawings have."""
    return str(element.tag).rpartition("}")[2]


class Visitor:
    """Follows links as a browser without scripts would."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, address: str, status: int = 200, **options: Any) -> Page:
        return self.seen(self.client.get(address, follow_redirects=True, **options), status)

    def post(self, address: str, status: int = 200, **fields: str) -> Page:
        form = self.get(address)
        token = form.all("input", name="csrf_token")[0].get("value")
        return self.seen(self.client.post(address, data={"csrf_token": token, **fields}, follow_redirects=True), status)

    def seen(self, response: Any, status: int) -> Page:
        page = Page(response)
        assert page.status == status, page.text()
        problems = list(faults(page))
        assert not problems, f"{response.request.path}: {problems}"
        return page


def faults(page: Page) -> Iterator[str]:
    """What is wrong with a page that has no right to be."""
    html = page.all("html")[0]
    if not html.get("lang") or html.get("dir") not in ("ltr", "rtl"):
        yield "no language or direction"
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} h1"
    if not page.text(page.all("title")[0]).removesuffix("· Fil rouge").strip():
        yield "no title"
    yield from (f"id {name} twice" for name, count in Counter(page.ids()).items() if count > 1)
    yield from (f"{field.get('name')} has no label" for field in unlabelled(page))
    yield from (f"form without action: {form.attrib}" for form in page.all("form") if not form.get("action"))
    targets = {one.get("hx-target", "#main")[1:] for one in page.root.iter()}
    yield from (f"no element {target}" for target in targets - set(page.ids()))
    yield from (f"script or style in the page: {one.tag}" for one in inlined(page))


def unlabelled(page: Page) -> list[Element]:
    labelled = {label.get("for") for label in page.all("label")}
    fields = [one for one in page.root.iter() if one.tag in FIELDS and one.get("type") != "hidden"]
    return [one for one in fields if one.get("id") not in labelled and not one.get("aria-label")]


def inlined(page: Page) -> list[Element]:
    scripts = [one for one in page.all("script") if not one.get("src")]
    styled = [one for one in page.root.iter() if one.get("style") or any(name.startswith("on") for name in one.attrib)]
    return [*scripts, *page.all("style"), *styled]
