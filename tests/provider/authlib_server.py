"""An authorisation server on Authlib, which nobody here wrote, with Flask: as Debian packages both.

Authlib brings the grants, the client authentication, introspection and revocation; what is below are
the hooks that it asks for, over dictionaries. Everything is in memory and gone with the process. The
person is logged in already and consents. One line of JSON on standard output says where it is; the
process ends when its standard input closes.

    /usr/bin/python3 tests/provider/authlib_server.py http://localhost:8080/
"""

import json
import os
import secrets
import sys
import threading
import time
from urllib.parse import urlsplit

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # on loopback

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, grants
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from flask import Flask, jsonify, request
from werkzeug.serving import make_server

redirect_uri = sys.argv[1]
page_origin = "{0.scheme}://{0.netloc}".format(urlsplit(redirect_uri))
# Authlib does not form-decode the credentials of Basic (RFC 6749 section 2.3.1), so a secret of which
# encoding changes something works in the body only.
client_secret = "authlib secret/" + secrets.token_urlsafe(18) + "+%"


class Client(ClientMixin):
    def __init__(self, client_id, secret):
        self.client_id, self.client_secret = client_id, secret

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return redirect_uri

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, uri):
        return uri == redirect_uri

    def check_client_secret(self, secret):
        return secrets.compare_digest(self.client_secret.encode(), secret.encode())

    def check_endpoint_auth_method(self, method, endpoint):
        return method in ("client_secret_basic", "client_secret_post")

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type in ("authorization_code", "refresh_token")


class Record(dict):
    """A code or a token: Authlib asks for attributes and for a few methods."""

    __getattr__ = dict.get

    def get_redirect_uri(self):
        return self["redirect_uri"]

    def get_scope(self):
        return self.get("scope", "")

    def get_client_id(self):
        return self["client_id"]

    def check_client(self, client):
        return self["client_id"] == client.client_id

    def get_expires_in(self):
        return self["expires_in"]

    def is_expired(self):
        return self["issued_at"] + self["expires_in"] < time.time()

    def is_revoked(self):
        return bool(self.get("revoked"))


plain_secret = secrets.token_urlsafe(24)
clients = {
    each.client_id: each
    for each in (
        Client("authlib-test-client", client_secret),
        Client("authlib-plain-client", plain_secret),
    )
}
codes, tokens = {}, []


def find(value, name):
    return next((each for each in tokens if each.get(name) == value), None)


def save_token(token, oauth_request):
    tokens.append(
        Record(token, client_id=oauth_request.client.client_id, sub="ada", issued_at=int(time.time()))
    )


class AuthorizationCodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

    def save_authorization_code(self, code, oauth_request):
        data = oauth_request.data
        codes[code] = Record(
            code=code,
            client_id=oauth_request.client.client_id,
            redirect_uri=oauth_request.redirect_uri,
            scope=oauth_request.scope,
            code_challenge=data.get("code_challenge"),
            code_challenge_method=data.get("code_challenge_method"),
        )

    def query_authorization_code(self, code, client):
        found = codes.get(code)
        return found if found and found.check_client(client) else None

    def delete_authorization_code(self, authorization_code):
        codes.pop(authorization_code["code"], None)

    def authenticate_user(self, authorization_code):
        return "ada"


class RefreshTokenGrant(grants.RefreshTokenGrant):
    INCLUDE_NEW_REFRESH_TOKEN = True
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

    def authenticate_refresh_token(self, refresh_token):
        found = find(refresh_token, "refresh_token")
        return found if found and not found.is_revoked() else None

    def authenticate_user(self, credential):
        return "ada"

    def revoke_old_credential(self, credential):
        credential["revoked"] = True


class Introspection(IntrospectionEndpoint):
    CLIENT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

    def check_permission(self, token, client, oauth_request):
        return token.check_client(client)

    def query_token(self, value, hint):
        return find(value, "access_token") or find(value, "refresh_token")

    def introspect_token(self, token):
        return {"active": True, "client_id": token["client_id"], "sub": "ada", "scope": token["scope"]}


class Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

    def query_token(self, value, hint):
        return find(value, "access_token") or find(value, "refresh_token")

    def revoke_token(self, token, oauth_request):
        token["revoked"] = True


app = Flask(__name__)
app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {"authorization_code": 900, "refresh_token": 900}
app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
server = AuthorizationServer(app, query_client=clients.get, save_token=save_token)
server.register_grant(AuthorizationCodeGrant, [CodeChallenge(required=True)])
server.register_grant(RefreshTokenGrant)
server.register_endpoint(Introspection)
server.register_endpoint(Revocation)


@app.after_request
def readable(response):
    response.headers["Vary"] = "Origin"
    if request.headers.get("Origin") == page_origin:
        response.headers["Access-Control-Allow-Origin"] = page_origin
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Accept, Content-Type"
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
        response.headers["Access-Control-Expose-Headers"] = "WWW-Authenticate"
    return response


@app.get("/authorize")
def authorize():
    return server.create_authorization_response(grant_user="ada")


@app.post("/token")
def token():
    return server.create_token_response()


@app.post("/introspect")
def introspect():
    return server.create_endpoint_response(Introspection.ENDPOINT_NAME)


@app.post("/revoke")
def revoke():
    return server.create_endpoint_response(Revocation.ENDPOINT_NAME)


@app.get("/api/me")
def me():
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    found = find(value, "access_token") if scheme == "Bearer" else None
    if found is None or found.is_revoked() or found.is_expired():
        challenge = 'Bearer realm="test", error="invalid_token"'
        return jsonify(error="invalid_token"), 401, {"WWW-Authenticate": challenge}
    return jsonify(data={"sub": "ada", "scope": found["scope"]})


@app.get("/.well-known/oauth-authorization-server")
def metadata():
    return jsonify(
        {
            **addresses(),
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        }
    )


def addresses():
    return {
        "issuer": base,
        "authorization_endpoint": base + "/authorize",
        "token_endpoint": base + "/token",
        "introspection_endpoint": base + "/introspect",
        "revocation_endpoint": base + "/revoke",
    }


if __name__ == "__main__":
    import logging

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    listener = make_server("127.0.0.1", 0, app, threaded=True)
    base = "http://127.0.0.1:%d" % listener.server_port
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    print(
        json.dumps(
            {
                **addresses(),
                "resource_server": base + "/api",
                "client_id": "authlib-plain-client",
                "client_secret": plain_secret,
                "encoded_client_id": "authlib-test-client",
                "encoded_client_secret": client_secret,
                "redirect_uri": redirect_uri,
            }
        ),
        flush=True,
    )
    sys.stdin.read()
    os._exit(0)
