"""Driven by integrations.test.mjs, a line for each phase: python3 walk.py STORE"""
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "integrations" / "python"))
sys.dont_write_bytecode = True
import pleo as module  # noqa: E402

pleo = module.Pleo(module.from_environment(), module.FileStore(sys.argv[1]))
session = {}
print(pleo.authorise(session), flush=True)
for line in sys.stdin:
    word, _, address = line.strip().partition(" ")
    try:
        if word == "exchange":
            pleo.exchange(session, address)
        with ThreadPoolExecutor(5) as pool:
            calls = [pool.submit(pleo.call, "GET", "/v2/employees?limit=1")
                     for _ in range(5 if word == "together" else 1)]
        print(*(call.result()[0] for call in calls), flush=True)
    except module.AuthoriseAgain:
        print("authorise again", flush=True)
    except ValueError as error:
        print("refused:", error, flush=True)
