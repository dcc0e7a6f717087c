"""What gunicorn serves, as `gunicorn --preload kiosk.wsgi:app`: prepared once, shared by the workers."""

import sys

from kiosk.app import warm
from kiosk.extensions import db
from kiosk.memory import freeze, share_heap
from kiosk.ready import ready_app

share_heap()
# Seconds. Who writes to SQLite asks for the interpreter after each statement, and all the other writers wait meanwhile.
sys.setswitchinterval(0.0005)
app = ready_app()
warm(app)
for name in app.jinja_env.list_templates(extensions=["html"]):
    # Read once for all workers.
    app.jinja_env.get_template(name)
with app.app_context():
    # A connection must not be used by two processes.
    db.engine.dispose()
freeze()
