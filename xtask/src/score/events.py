"""Compares the events of one page with a list that a reader made of it beforehand.

  python3 xtask/src/score/events.py LIST PAGE PROGRAM [--all]

A line of LIST has, between tabs: number, when, country, toll, kinds, words. `when` is a year, month or day, or two days with
`..`; `country` one or more codes; `toll` a figure and its number; `kinds` the kinds that are right, by their first part; `words`
stand in the sentence that tells it (with `|`, one of them). `-` asks for nothing. A row is found if a report of such a kind
rests on such a sentence; it is fully right if the event of one such report has the time, the country and the toll.
A day that the record knows by its month alone counts as right. `--all` also prints the rows that are right.
"""
import json, re, subprocess, sys


def span(when):
    """First and last day of `2024`, `2024-03`, `2024-03-22` or `2024-03-22..2024-03-23`, as text."""
    first, _, last = when.partition("..")
    last = last or first
    return (first + "-01-01"[len(first) - 4:], last + "-12-31"[len(last) - 4:])


def in_time(when, asked):
    if asked == "-":
        return True
    if not when or not when["start"]:
        return False
    first, last = span(asked)
    start, end = when["start"][:10], (when["end"] or when["start"])[:10]
    if when["precision"] in ("year", "decade", "century", "vague") and len(asked) > 4:
        return False
    return start <= last and first <= end


def in_place(country, asked):
    return "-" in asked.split() or country in asked.split()


def counted(figures, asked):
    what, _, number = asked.partition(" ")
    if what == "-":
        return True
    told = [x["best"] for f in figures if f["what"] == what for x in f["ledger"]]
    return bool(told) and (number == "-" or float(number) in told)


def main():
    page, program = sys.argv[2:4]
    out = subprocess.run([program, "read", "--quiet", "--threads", "1", "--format", "jsonl", page], capture_output=True, text=True, check=True)
    items = [json.loads(line) for line in out.stdout.splitlines()]
    events = {e["id"]: e for e in items if e["type"] == "event"}
    reports = []
    for a in (i for i in items if i["type"] == "article"):
        for r in a["reports"]:
            first, last = a["sentences"][r["sentence"]]
            reports.append((r, a["text"][first:last]))
    rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1]) if line.strip() and not line.startswith("#")]
    found = right = 0
    for number, when, country, toll, kinds, words in rows:
        mine = [r for r, text in reports if any(r["kind"] == k or r["kind"].startswith(k + ".") for k in kinds.split()) and re.search(words, text)]
        verdicts = []
        for e in {r["event"]: events[r["event"]] for r in mine}.values():
            place = (e["where"] or {}).get("country")
            wrong = [name for name, ok in (("when", in_time(e["when"], when)), ("country", in_place(place, country)), ("toll", counted(e["figures"], toll))) if not ok]
            verdicts.append((len(wrong), f"{e['kind']}: " + (" ".join(wrong) or "right") + f" ({(e['when'] or {}).get('start')}, {place})"))
        found += bool(mine)
        right += any(n == 0 for n, _ in verdicts)
        if not mine:
            print(f"{number:>3} missed  {words}")
        elif "--all" in sys.argv or min(verdicts)[0]:
            print(f"{number:>3} {min(verdicts)[1]}  {words}")
    print(json.dumps({"task": "events", "listed": len(rows), "found": found, "right": right}))


main()
