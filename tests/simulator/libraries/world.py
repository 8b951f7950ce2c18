"""What the Python programs have: settings, a browser that follows the way back, calls that may fail."""
import http.server
import os
import threading
import urllib.parse

import requests

URL = os.environ["SIMULATOR_URL"]
CLIENT_ID = os.environ["SIMULATOR_CLIENT_ID"]
CLIENT_SECRET = os.environ["SIMULATOR_CLIENT_SECRET"]
REDIRECT_URI = os.environ["SIMULATOR_REDIRECT_URI"]
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"


def callback(address):
    """The address that the callback is opened with."""
    back = urllib.parse.urlsplit(REDIRECT_URI)
    opened = []

    class Door(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            opened.append(REDIRECT_URI.split("/", 3)[0] + "//" + back.netloc + self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    http.server.HTTPServer.allow_reuse_address = True
    server = http.server.HTTPServer((back.hostname, back.port), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    answer = requests.get(address, allow_redirects=False, timeout=30)
    if "location" not in answer.headers:
        raise SystemExit("No way back.")
    requests.get(answer.headers["location"], timeout=30)
    return opened[0]


def call(send):
    """A call of the API, whatever comes of it."""
    try:
        send()
    except Exception as error:  # what a library refuses
        print(type(error).__name__)
