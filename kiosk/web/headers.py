"""The headers that every answer carries."""

from flask import Flask, Response, g, request

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS = "geolocation=(), microphone=(), camera=()"


def init_app(app: Flask) -> None:
    app.after_request(complete_headers)


def allow_camera(response: Response) -> Response:
    """This page alone may look through the camera, and run the reader of QR codes, which is WebAssembly."""
    response.headers["Content-Security-Policy"] = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"
    response.headers["Permissions-Policy"] = PERMISSIONS.replace("camera=()", "camera=(self)")
    return response


def complete_headers(response: Response) -> Response:
    """Close the page to other origins, and keep pages, and all that staff see, out of every cache.

    Only a view for machines and other sites may say that its answer is public.
    """
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers.setdefault("Permissions-Policy", PERMISSIONS)
    if request.endpoint == "static" and "v" in request.args:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif g.get("is_office") or (response.mimetype == "text/html" and not response.cache_control.public):
        response.headers["Cache-Control"] = "no-store"
    return response
