#!/usr/bin/python3
"""Presses keys and tells what a screen reader (Orca) says after each:

    hear.py [--browser firefox|chromium] [--json] [--rate N] [--quiet S] URL < KEYS

A line of the standard input is a step. A step is a key as xdotool calls it (Tab, shift+Tab, h, Return, ctrl+Home) or

    type:WORDS         types the words
    wait:SECONDS       listens without a key
    KEY~WORDS[~LIMIT]  presses KEY until WORDS are said, at most LIMIT times (40)
    picture:PATH       a picture of the screen

An empty line or one that begins with # is none. For people the words follow their step; with --json each step is one
line {"step": …, "said": […]}, an {"error": …} ends the walk. The first step, "(load)", is what is said of the page
when it has loaded. Started by walk.mjs and tools/hear; session.py starts what is needed."""
import argparse
import json
import sys

from session import Session, in_private_bus, spoken


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--browser", default="firefox", choices=["firefox", "chromium"])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rate", type=float, default=300, help="characters a second that the voice speaks")
    parser.add_argument("--quiet", type=float, default=1.0, help="seconds without a word that end a step")
    parser.add_argument("url")
    given = parser.parse_args()
    in_private_bus()
    session = None
    try:
        session = Session(given.browser, given.url, given.rate, given.quiet)
        session.wait_for(lambda words: "playground" in words.lower(), 90)
        session.read = 0  # from the start again
        show(given, "(load)", session.listen(quiet=4, limit=90))
        for line in iter(sys.stdin.readline, ""):
            step = line.strip()
            if step and not step.startswith("#"):
                take(given, session, step)
    except Exception as trouble:  # whoever started this has to hear of it
        words = f"{type(trouble).__name__}: {trouble}"
        print(json.dumps({"error": words}) if given.json else f"!! {words}", flush=True)
        sys.exit(1)
    finally:
        if session:
            session.stop()


def show(given, step, notes):
    said = spoken(notes)
    if given.json:
        print(json.dumps({"step": step, "said": said}, ensure_ascii=False), flush=True)
    else:
        print(f"\n[{step}]", *("    " + line for line in said), sep="\n", flush=True)


def take(given, session, step):
    verb, _, rest = step.partition(":")
    if verb == "type":
        show(given, step, session.type(rest))
    elif verb == "wait":
        show(given, step, session.listen(quiet=float(rest), limit=float(rest) + 1))
    elif verb == "picture":
        session.picture(rest)
        show(given, step, [])
    elif "~" in step:
        key, words, *limit = step.split("~")
        notes = []
        for _ in range(int(limit[0]) if limit else 40):
            notes = session.press(key)
            if any(words in note.get("say", "") for note in notes):
                show(given, step, notes)
                return
        raise LookupError(f"{step}: never said. The last words were: {' / '.join(spoken(notes))}")
    else:
        show(given, step, session.press(step))


main()
