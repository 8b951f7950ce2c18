"""requests-oauthlib's OAuth2Session as its documentation shows it, without a line of care of our own."""
import base64
import hashlib
import secrets

from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from world import CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, URL, call, callback

TOKEN = URL + "/auth/oauth/token"
BASIC = HTTPBasicAuth(CLIENT_ID, CLIENT_SECRET)
client = OAuth2Session(CLIENT_ID, redirect_uri=REDIRECT_URI, scope=["users:read", "companies:read"])
# Versions before 1.4 have no PKCE: this is what the server asks for.
code_verifier = secrets.token_urlsafe(48)
challenge = base64.urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest()).decode().rstrip("=")
address, _ = client.authorization_url(
    URL + "/auth/oauth/authorize", code_challenge=challenge, code_challenge_method="S256"
)
client.fetch_token(TOKEN, authorization_response=callback(address), auth=BASIC, code_verifier=code_verifier)
call(lambda: client.get(URL + "/external/v2/employees?limit=2"))
call(lambda: client.get(URL + "/external/v1/companies?limit=1"))
for _ in range(2):
    client.refresh_token(TOKEN, auth=BASIC)
    call(lambda: client.get(URL + "/external/v2/employees?limit=3"))
call(lambda: client.delete(URL + "/external/v1/installations/me"))
