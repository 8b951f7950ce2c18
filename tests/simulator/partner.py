"""A Partner's client in another language, with types: every id is a uuid.UUID, every time a datetime.

    python3 partner.py http://127.0.0.1:8090/simulated https://client.example/callback

Walks an export from the bookkeeper's press to its end, found once by polling and once by webhook, and
the expiry of one that nobody finishes. Ends with 0 when all of it is as Pleo's definitions have it.
"""
import base64
import hashlib
import hmac
import http.server
import json
import queue
import re
import secrets
import sys
import threading
import urllib.parse
from datetime import datetime
from uuid import UUID

import requests

BASE, REDIRECT_URI = sys.argv[1], sys.argv[2]
CLIENT = ("51a01a7e-0000-4000-8000-000000000001", "sim_secret_4d1f0c2e9a7b4f6f8c35")
SCOPES = "export-jobs:read export-jobs:write export-items:read"


def typed(value, name=""):
    """Ids and times as what they are, by the names that Pleo gives them."""
    if isinstance(value, dict):
        return {key: typed(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [typed(each, name) for each in value]
    if isinstance(value, str) and name in ("id", "companyId", "jobId", "exportJobId", "createdBy",
                                           "accountingEntryId", "accountingEntryLineId", "eventId",
                                           "subscriptionId"):
        return UUID(value)
    if isinstance(value, str) and (name.endswith("At") or name == "date"):
        return datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def log_in():
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    page = requests.get(BASE + "/auth/oauth/authorize", params={
        "response_type": "code", "client_id": CLIENT[0], "redirect_uri": REDIRECT_URI,
        "scope": SCOPES, "state": "s", "code_challenge": challenge.decode(),
        "code_challenge_method": "S256"})
    transaction = lambda text: re.search(r'name="transaction" value="([^"]+)"', text)[1]
    page = requests.post(BASE + "/auth/oauth/authorize/log-in", data={
        "transaction": transaction(page.text), "email": "noor@dummy.example",
        "password": "noor-dummy"})
    page = requests.post(BASE + "/auth/oauth/authorize/consent", allow_redirects=False, data={
        "transaction": transaction(page.text), "decision": "approve"})
    query = urllib.parse.parse_qs(urllib.parse.urlparse(page.headers["Location"]).query)
    answer = requests.post(BASE + "/auth/oauth/token", auth=CLIENT, data={
        "grant_type": "authorization_code", "code": query["code"][0],
        "redirect_uri": REDIRECT_URI, "code_verifier": verifier})
    answer.raise_for_status()
    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + answer.json()["access_token"]
    return session


def call(session, method, path, status=200, **more):
    answer = session.request(method, BASE + "/external" + path, **more)
    assert answer.status_code == status, (method, path, answer.status_code, answer.text)
    return typed(answer.json()) if answer.text else None


def press_export():
    answer = requests.post(BASE + "/control/export")
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["data"]["id"])


def oldest_pending(session):
    found = call(session, "GET", "/v3/export-jobs", params={
        "statuses": "pending", "sorting_keys": "createdAt", "sorting_order": "ASC", "limit": 1})
    return found["data"][0]


def export(session, job):
    """Start, fetch page by page, report in batches of at most 100 with one failure, complete."""
    call(session, "POST", "/v3/export-job-events", 202,
         json={"jobId": str(job["id"]), "event": "started"})
    items, query = [], {"job_id": str(job["id"]), "limit": 50}
    while True:
        page = call(session, "GET", "/v3/export-items", params=query)
        items += page["data"]
        if not page["pagination"]["hasNextPage"]:
            break
        query["after"] = page["pagination"]["endCursor"]
    assert len(items) == job["numberOfItems"], (len(items), job)
    assert len({item["accountingEntryId"] for item in items}) == len(items)
    assert all(isinstance(item["date"], datetime) for item in items)
    reports = [{"accountingEntryId": str(item["accountingEntryId"]), "status": "successful",
                "externalId": str(number), "exportedAt": "2026-12-24t10:00:00.250+01:00"}
               for number, item in enumerate(items)]
    reports[0] = {"accountingEntryId": reports[0]["accountingEntryId"], "status": "failed",
                  "failureReasonType": "account_unknown", "failureReason": "No such account."}
    for start in range(0, len(reports), 100):
        call(session, "PUT", f"/v3/export-jobs/{job['id']}/items", json=reports[start:start + 100])
    call(session, "POST", "/v3/export-job-events", 202,
         json={"jobId": str(job["id"]), "event": "completed_with_errors"})
    done = call(session, "GET", f"/v3/export-jobs/{job['id']}")["data"]
    assert done["status"] == "completed_with_errors" and done["startedAt"] <= done["completedAt"]
    failed = call(session, "GET", f"/v3/export-jobs/{job['id']}/items", params={"status": "failed"})
    assert len(failed["data"]) == 1


def by_polling(session):
    pressed = press_export()
    job = oldest_pending(session)
    assert job["id"] == pressed
    export(session, job)


def by_webhook(session):
    arrived = queue.Queue()

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            self.send_response(204)
            self.end_headers()
            arrived.put((self.headers, body))

        def log_message(self, *_):
            pass

    receiver = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    subscription = call(session, "POST", "/v1/subscriptions", json={
        "endpointUrl": f"http://127.0.0.1:{receiver.server_port}/",
        "eventTypes": ["v1.export-job.created"]})["data"]
    secret = call(session, "GET", f"/v1/subscriptions/{subscription['id']}/secret")["data"]
    # One of the items was reported as failed, so there is something to export again.
    pressed = press_export()
    headers, body = arrived.get(timeout=30)
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    key = base64.b64decode(secret["secretKey"].removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert hmac.compare_digest(expected, headers["webhook-signature"])
    event = typed(json.loads(body))
    assert event["eventType"] == "v1.export-job.created" and event["data"]["id"] == pressed
    return event["data"]


def expires(job):
    requests.post(BASE + "/control/clock", data={"advance_seconds": "3600"}).raise_for_status()
    session = log_in()
    late = call(session, "GET", f"/v3/export-jobs/{job['id']}")["data"]
    assert late["status"] == "failed" and late["failureReasonType"] == "job_expired"
    assert isinstance(late["expiredAt"], datetime)
    call(session, "POST", "/v3/export-job-events", 422,
         json={"jobId": str(job["id"]), "event": "started"})


SESSION = log_in()
by_polling(SESSION)
expires(by_webhook(SESSION))
print("walked")
