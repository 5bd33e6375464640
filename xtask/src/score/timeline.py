"""Scores `dateline timeline` on Timeline17 with the measures of an independent scorer.

  python3 xtask/src/score/timeline.py SCORER DATA PROGRAM

SCORER is the folder of timeline.py (which counts reports in `dateline read`), DATA the corpora, PROGRAM the built program.
As in the published setting, the length of a timeline, its sentences a day and its span are given; the articles are those
published in it. Each corpus is read by itself.
"""
import collections, json, subprocess, sys, tempfile
sys.path.insert(0, sys.argv[1])
import timeline as scorer


class Arguments:
    data = sys.argv[2]


def days(docs, gold):
    first, last = min(gold), max(gold)
    sentences = round(sum(map(len, gold.values())) / len(gold)) or 1
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as f:
        for d in docs:
            if first <= d["input"]["published"] <= last:
                f.write(json.dumps(d["input"]) + "\n")
        f.flush()
        said = subprocess.run([sys.argv[3], "timeline", "--read", f.name, "--from", first, "--to", last, "--days", str(len(gold)),
                               "--sentences", str(sentences), "--format", "jsonl"], capture_output=True, text=True, check=True)
    return {d["day"]: [s["text"] for s in d["sentences"]] for d in map(json.loads, said.stdout.splitlines())}


corpora, totals, timelines = collections.defaultdict(list), collections.Counter(), 0
for d in scorer.load(Arguments):
    corpora[d["corpus"]].append(d)
for name, docs in corpora.items():
    for gold in docs[0]["gold"]:
        found = days(docs, gold)
        m = scorer.measures(gold, found)
        totals.update(m)
        timelines += 1
        print(f"{name:24} days {len(gold):4} given {len(found):4}  date_f1 {scorer.f(m['date_p'], m['date_r']):.3f}  "
              f"ar1_f {scorer.f(m['ar1_p'], m['ar1_r']):.3f}", flush=True)
mean = {k: v / timelines for k, v in totals.items()}
print(json.dumps({"task": "timeline", "timelines": timelines, **{k: round(scorer.f(mean[f"{k}_p"], mean[f"{k}_r"]), 4) for k in ("date", "ar1", "agree1")}}))
