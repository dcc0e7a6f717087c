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


def init_app(app: Flask) -> None:
    app.after_request(complete_headers)


def complete_headers(response: Response) -> Response:
    """Close the page to other origins, and keep pages, and all that staff see, out of every cache.

    Only a view for machines and other sites may say that its answer is public.
    """
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=()"
    if request.endpoint == "static" and "v" in request.args:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif g.get("is_office") or (response.mimetype == "text/html" and not response.cache_control.public):
        response.headers["Cache-Control"] = "no-store"
    return response
