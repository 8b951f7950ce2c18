"""Pleo's OAuth 2.0 for a server: authorise, exchange, refresh, call. Python 3.9 or newer, no packages.

    pleo = Pleo(from_environment(), FileStore("tokens.json"))
    redirect the browser to pleo.authorise(session)     # session: a dict of that browser's
    pleo.exchange(session, "https://…/callback?code=…")  # when it comes back
    status, answer = pleo.call("GET", "/v2/employees?limit=5")

Secrets come from the environment: CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, AUTHORIZATION_ENDPOINT,
TOKEN_ENDPOINT, RESOURCE_SERVER.
"""
import base64
import hashlib
import hmac
import json
import os
import secrets
import threading
import time
import urllib.error
import urllib.request
from urllib.parse import parse_qs, quote_plus, urlencode, urlsplit

NAMES = ("CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URI", "AUTHORIZATION_ENDPOINT", "TOKEN_ENDPOINT",
         "RESOURCE_SERVER")


def from_environment(env=os.environ):
    missing = [name for name in NAMES if not env.get(name)]
    if missing:
        raise RuntimeError("Set " + ", ".join(missing) + ".")
    return {name.lower(): env[name] for name in NAMES}


class AuthoriseAgain(Exception):
    """The grant is over, or its state is unknown: a person has to authorise again."""


class FileStore:
    """Both tokens of a pair in one step: written beside, forced to the disk, then put in its place."""

    def __init__(self, path):
        self.path = path

    def read(self):
        try:
            with open(self.path, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return None

    def write(self, tokens):
        beside = os.open(self.path + ".new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(beside, "w", encoding="utf-8") as file:
            json.dump(tokens, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(self.path + ".new", self.path)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None  # tokens and secrets go nowhere else


OPENER = urllib.request.build_opener(NoRedirect)


def send(request, timeout):
    try:
        with OPENER.open(request, timeout=timeout) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


class Pleo:
    def __init__(self, settings, store):
        self.settings = settings
        self.store = store
        # One refresh at a time in this process. Several processes that share a store need a lock that
        # they share too, such as a row of the database that is locked for the update.
        self.lock = threading.Lock()

    def authorise(self, session, scope="users:read"):
        """Where to send the browser. State and verifier stay in its session, for one use."""
        session["state"] = secrets.token_urlsafe(32)
        session["code_verifier"] = secrets.token_urlsafe(32)
        digest = hashlib.sha256(session["code_verifier"].encode()).digest()
        return self.settings["authorization_endpoint"] + "?" + urlencode({
            "response_type": "code",
            "client_id": self.settings["client_id"],
            "redirect_uri": self.settings["redirect_uri"],
            "scope": scope,
            "state": session["state"],
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        })

    def exchange(self, session, url):
        """Takes the redirect, once."""
        state, verifier = session.pop("state", None), session.pop("code_verifier", None)
        query = parse_qs(urlsplit(url).query, keep_blank_values=True)
        came = query.get("state", [])
        if not state or len(came) != 1 or not hmac.compare_digest(came[0].encode(), state.encode()):
            raise ValueError("This answer belongs to no request of this browser.")
        if "error" in query:
            raise PermissionError("Not authorised: " + query["error"][0])
        if len(query.get("code", [])) != 1:
            raise ValueError("The answer has no code.")
        self.store.write(self._ask_for_tokens({
            "grant_type": "authorization_code",
            "code": query["code"][0],
            "redirect_uri": self.settings["redirect_uri"],
            "code_verifier": verifier,
        }))

    def call(self, method, path, body=None):
        """Refreshes once when the access token is over or refused. Status and body."""
        tokens = self.store.read()
        if tokens is None:
            raise AuthoriseAgain("There are no tokens yet.")
        if time.time() >= tokens["expires_at"] - 30:
            tokens = self._refresh(tokens)
        status, answer = self._send(method, path, body, tokens)
        if status == 401:
            status, answer = self._send(method, path, body, self._refresh(tokens))
        return status, answer

    def _send(self, method, path, body, tokens):
        headers = {"Accept": "application/json", "Authorization": "Bearer " + tokens["access_token"]}
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        url = self.settings["resource_server"] + path
        return send(urllib.request.Request(url, data, headers, method=method), 30)

    def _refresh(self, used):
        with self.lock:
            stored = self.store.read()
            if stored["access_token"] != used["access_token"]:
                return stored  # somebody was faster
            if not stored.get("refresh_token") or stored.get("in_doubt"):
                raise AuthoriseAgain("The refresh token may be spent.")
            # If this process ends before the answer is stored, the next one knows that the token may
            # be spent.
            self.store.write({**stored, "in_doubt": True})
            fresh = self._ask_for_tokens({"grant_type": "refresh_token",
                                          "refresh_token": stored["refresh_token"]})
            fresh["refresh_token"] = fresh["refresh_token"] or stored["refresh_token"]
            self.store.write(fresh)  # stored before it is used
            return fresh

    def _ask_for_tokens(self, form):
        # Never repeated: a code or refresh token whose answer got lost may be spent.
        pair = ":".join(quote_plus(self.settings[name]) for name in ("client_id", "client_secret"))
        status, answer = send(urllib.request.Request(
            self.settings["token_endpoint"], urlencode(form).encode(), {
                "Accept": "application/json",
                "Content-Type": "application/x-www-form-urlencoded",
                "Authorization": "Basic " + base64.b64encode(pair.encode()).decode(),
            }, method="POST"), 60)
        try:
            said = json.loads(answer)
        except ValueError:
            said = {}
        bearer = str(said.get("token_type")).lower() == "bearer"
        if status != 200 or not isinstance(said.get("access_token"), str) or not bearer:
            raise AuthoriseAgain(f"The token endpoint answered {status} {said.get('error', '')}".strip())
        # From the moment of receipt: the two clocks need not agree.
        return {"access_token": said["access_token"], "refresh_token": said.get("refresh_token"),
                "expires_at": time.time() + float(said.get("expires_in") or 0)}
