"""The floor of workshops: one plain Flask file with a list, a form, a guarded insert and a check-in, in French only.

It makes its own tables in an empty database, with as many workshops as the kiosk's; no cookies, no translation, no
protection of forms, no second chance for a form that is sent twice. `create_app()` reads KIOSK_DATABASE_URL.
"""

import os
import secrets
from base64 import b32encode
from datetime import UTC, datetime, timedelta

from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

CAPACITY, WORKSHOPS, PAGE_SIZE = 8, 25, 4
HEAD = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Ateliers</title></head><body><main>"""
TEMPLATES = {
    "list.html": HEAD
    + """<h1>Ateliers</h1><p>{{ count }} ateliers</p><ol>{% for workshop, left in rows %}
    <li><a href="{{ url_for("show", id=workshop.id) }}"><strong>{{ workshop.title }}</strong></a>
    <p>{{ workshop.starts_at.strftime("%d/%m %H:%M") }} · {{ workshop.place }}</p><p>{{ left }} places</p></li>
    {% endfor %}</ol></main></body></html>""",
    "form.html": HEAD
    + """<h1>{{ workshop.title }}</h1><form method="post" action="/en/workshops/{{ workshop.id }}/registrations">
    <input type="hidden" name="client_id" value="0"><input name="name"><input name="contact"><button>OK</button>
    </form></main></body></html>""",
    "ticket.html": HEAD
    + """<h1 {% if rank > 0 %}data-rank="{{ rank }}"{% endif %}>{% if rank < 1 %}Your seat is kept{% endif %}
    {{ one.name }}</h1></main></body></html>""",
    "answer.html": """<section><h2>{{ answer }} · {{ one.name }}</h2>
    <p>{{ one.checked_in_at.strftime("%H:%M") }}</p></section>""",
}


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Workshop(Base):
    __tablename__ = "floor_workshops"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    place: Mapped[str]
    starts_at: Mapped[datetime]


class Registration(Base):
    __tablename__ = "floor_registrations"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("floor_workshops.id"), index=True)
    name: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    checked_in_at: Mapped[datetime | None]


def fill(database: str) -> None:
    """The tables and the workshops."""
    app = create_app(database)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        for number in range(1, WORKSHOPS + 1):
            start = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=number)
            db.session.add(Workshop(title=f"Atelier {number}", place="Médiathèque", starts_at=start))
        db.session.commit()
        db.engine.dispose()


def create_app(database: str = "") -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = database or os.environ["KIOSK_DATABASE_URL"]
    app.jinja_loader = DictLoader(TEMPLATES)
    db.init_app(app)

    @app.get("/en/workshops")
    def index() -> str:
        taken = select(func.count(Registration.id)).where(Registration.workshop_id == Workshop.id).scalar_subquery()
        rows = db.session.execute(
            select(Workshop, CAPACITY - taken).order_by(Workshop.starts_at).limit(PAGE_SIZE)
        ).all()
        count = db.session.scalar(select(func.count(Workshop.id)))
        return render_template("list.html", rows=rows, count=count)

    @app.get("/en/workshops/<int:id>/sign-up")
    def show(id: int) -> str:
        return render_template("form.html", workshop=db.get_or_404(Workshop, id))

    @app.post("/en/workshops/<int:id>/registrations")
    def create(id: int) -> ResponseReturnValue:
        token = b32encode(secrets.token_bytes(16)).decode().rstrip("=")
        db.session.add(Registration(workshop_id=id, name=request.form["name"], token=token))
        db.session.commit()
        return redirect(url_for("ticket", token=token, visit=0), 303)

    @app.get("/t/<token>")
    def ticket(token: str) -> str:
        one = db.session.scalars(select(Registration).where(Registration.token == token)).one()
        before = (Registration.workshop_id == one.workshop_id, Registration.id <= one.id)
        place = db.session.scalar(select(func.count(Registration.id)).where(*before)) or 0
        return render_template("ticket.html", one=one, rank=place - CAPACITY)

    @app.post("/check-ins")
    def check_in() -> ResponseReturnValue:
        query = select(Registration).where(Registration.token == request.form["text"]).with_for_update()
        one = db.session.scalars(query).one()
        answer = "déjà" if one.checked_in_at else "bienvenue"
        one.checked_in_at = one.checked_in_at or datetime.now(UTC).replace(tzinfo=None)
        db.session.commit()
        return render_template("answer.html", answer=answer, one=one)

    return app
