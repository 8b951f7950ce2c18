"""An authorisation server that nobody here wrote: django-oauth-toolkit, as Debian packages it.

Everything is in memory and gone with the process. The person is logged in already and has consented:
the log-in is not what is tested. One line of JSON on standard output says where it is; the process
ends when its standard input closes.

    /usr/bin/python3 tests/provider/django_server.py http://localhost:8080/
"""

import json
import os
import secrets
import subprocess
import sys
import threading
import types
from socketserver import ThreadingMixIn
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import include, path

redirect_uri = sys.argv[1]
page_origin = "{0.scheme}://{0.netloc}".format(urlsplit(redirect_uri))
client_id = "django-test-client"
client_secret = "django secret/" + secrets.token_urlsafe(18) + "+%"


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def middleware(get_response):
    """The person is logged in, and the page may read the answers."""

    def handle(request):
        from django.contrib.auth.models import User

        if request.path == "/o/authorize/":
            request.user = request._cached_user = User.objects.get(username="ada")
        response = HttpResponse(status=204) if request.method == "OPTIONS" else get_response(request)
        response["Vary"] = "Origin"
        if request.headers.get("Origin") == page_origin:
            response["Access-Control-Allow-Origin"] = page_origin
            response["Access-Control-Allow-Headers"] = "Authorization, Accept, Content-Type"
            response["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
            response["Access-Control-Expose-Headers"] = "WWW-Authenticate"
        return response

    return handle


def me(request):
    from oauth2_provider.models import AccessToken

    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    token = AccessToken.objects.filter(token=value).first() if scheme == "Bearer" else None
    if token is None or token.is_expired():
        response = JsonResponse({"error": "invalid_token"}, status=401)
        response["WWW-Authenticate"] = 'Bearer realm="test", error="invalid_token"'
        return response
    return JsonResponse({"data": {"sub": token.user.username, "scope": token.scope}})


def main():
    # Django finds what it is configured with by the name of a module.
    urlconf = sys.modules["urlconf"] = types.ModuleType("urlconf")
    urlconf.middleware = middleware
    key = subprocess.run(
        ["openssl", "genrsa", "2048"], check=True, capture_output=True, text=True
    ).stdout
    server = make_server("127.0.0.1", 0, None, Server, Quiet)
    base = "http://127.0.0.1:%d" % server.server_port
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1", "localhost"],
        SECRET_KEY=secrets.token_hex(),
        ROOT_URLCONF="urlconf",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"],
        MIDDLEWARE=["urlconf.middleware"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": "file:provider?mode=memory&cache=shared",
                "OPTIONS": {"uri": True},
            }
        },
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": key,
            "OIDC_ISS_ENDPOINT": base + "/o",
            "PKCE_REQUIRED": True,
            "ACCESS_TOKEN_EXPIRE_SECONDS": 900,
            "SCOPES": {"employees:read": "Employees", "openid": "OpenID"},
            "ROTATE_REFRESH_TOKEN": True,
        },
    )
    django.setup()
    from oauth2_provider.views import ConnectDiscoveryInfoView

    urlconf.urlpatterns = [
        # This version has it behind a slash only, where no client looks for it.
        path("o/.well-known/openid-configuration", ConnectDiscoveryInfoView.as_view()),
        path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
        path("api/me", me),
    ]
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    ada = User.objects.create_user("ada")
    Application.objects.create(
        client_id=client_id,
        client_secret=client_secret,
        user=ada,
        redirect_uris=redirect_uri,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        skip_authorization=True,
        algorithm=Application.RS256_ALGORITHM,
    )
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(
        json.dumps(
            {
                "issuer": base + "/o",
                "authorization_endpoint": base + "/o/authorize/",
                "token_endpoint": base + "/o/token/",
                "introspection_endpoint": base + "/o/introspect/",
                "revocation_endpoint": base + "/o/revoke_token/",
                "resource_server": base + "/api",
                "client_id": client_id,
                "client_secret": client_secret,
                "redirect_uri": redirect_uri,
            }
        ),
        flush=True,
    )
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
