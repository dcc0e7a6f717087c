"""The floor: one plain Flask file that lists the same places, as one would write it in an afternoon.

It reads the kiosk's own database and shows each place's name, commune, distance and state, four a page, nearest
first, in French only: no map, no filters, no search, no cookies, no compression.

    python -m tests.bench.floor kiosk.sqlite PORT
"""

import sys
from datetime import datetime
from math import cos, radians

import waitress
from flask import Flask, render_template, request
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from opening_hours import OpeningHours
from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

HERE = (48.5747, 7.7598)
METRES_PER_DEGREE = 111_195.0
EAST = cos(radians(HERE[0]))
PAGE_SIZE = 4
THREADS = 8
LIST = """<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <title>Les lieux</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="{{ url_for("static", filename="style.css") }}">
  </head>
  <body>
    <header><a href="{{ url_for("show_places") }}">Les lieux</a></header>
    <main>
      <h1>Les lieux près d'ici</h1>
      <p>{{ count }} lieux</p>
      <ol start="{{ (page - 1) * size + 1 }}">
        {% for place, metres in places %}
        <li>
          <a href="{{ url_for("show_place", id=place.id) }}"><strong>{{ place.name }}</strong></a>
          <p>{{ place.commune }} · {{ "%.1f" | format(metres / 1000) }} km</p>
          <p>{{ "Ouvert" if place.is_open(now) else "Fermé" }}</p>
        </li>
        {% endfor %}
      </ol>
      <nav>
        {% if page > 1 %}<a href="{{ url_for("show_places", page=page - 1) }}">Plus près</a>{% endif %}
        <p>Page {{ page }} sur {{ pages }}</p>
        {% if page < pages %}<a href="{{ url_for("show_places", page=page + 1) }}">Plus loin</a>{% endif %}
      </nav>
    </main>
  </body>
</html>
"""


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Place(Base):
    """The columns of the kiosk's table that the list shows."""

    __tablename__ = "places"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    commune: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    opening_hours: Mapped[str]

    def is_open(self, now: datetime) -> bool:
        try:
            return bool(OpeningHours(self.opening_hours).is_open(now))
        except SyntaxError:
            return False


def create_app(database: str) -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{database}"
    app.jinja_loader = DictLoader({"list.html": LIST})
    db.init_app(app)

    @app.get("/places")
    def show_places() -> str:
        page = request.args.get("page", 1, int)
        north = (Place.latitude - HERE[0]) * METRES_PER_DEGREE
        east = (Place.longitude - HERE[1]) * METRES_PER_DEGREE * EAST
        distance = func.sqrt(north * north + east * east)
        nearest = select(Place, distance).order_by(distance).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
        places = db.session.execute(nearest.where(Place.latitude.is_not(None))).all()
        count = db.session.scalar(select(func.count(Place.id))) or 0
        pages = -(-count // PAGE_SIZE)
        return render_template(
            "list.html", places=places, page=page, pages=pages, count=count, size=PAGE_SIZE, now=datetime.now()
        )

    @app.get("/places/<int:id>")
    def show_place(id: int) -> str:
        return db.get_or_404(Place, id).name

    return app


if __name__ == "__main__":
    waitress.serve(create_app(sys.argv[1]), host="127.0.0.1", port=int(sys.argv[2]), threads=THREADS)
