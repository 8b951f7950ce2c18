"""Authlib's OAuth2Session as its documentation shows it, without a line of care of our own."""
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session

from world import CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, URL, call, callback

TOKEN = URL + "/auth/oauth/token"
client = OAuth2Session(
    CLIENT_ID,
    CLIENT_SECRET,
    scope="users:read companies:read",
    redirect_uri=REDIRECT_URI,
    token_endpoint=TOKEN,
    code_challenge_method="S256",
)
code_verifier = generate_token(48)
address, state = client.create_authorization_url(URL + "/auth/oauth/authorize", code_verifier=code_verifier)
client.fetch_token(TOKEN, authorization_response=callback(address), state=state, code_verifier=code_verifier)
call(lambda: client.get(URL + "/external/v2/employees?limit=2"))
call(lambda: client.get(URL + "/external/v1/companies?limit=1"))
for _ in range(2):
    client.refresh_token(TOKEN)
    call(lambda: client.get(URL + "/external/v2/employees?limit=3"))
client.introspect_token(URL + "/auth/oauth/token/introspect", token=client.token["access_token"])
call(lambda: client.delete(URL + "/external/v1/installations/me"))
