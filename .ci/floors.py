"""Runs the scorers on the release build and fails where a score lies below its floor.

.ci/floors.json: [{"task", "data", "args", "command", "floors": {measure: least}}]
"""
import concurrent.futures, json, os, shlex, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
DATELINE = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "dateline")



def scored(row):
    """What the scorer's last line says of one row; None where its data are not here."""
    data = os.path.join(SHARED, "data", row["data"])
    if not os.path.exists(data):
        return None
    command = f"{shlex.quote(DATELINE)} {row.get('command', 'read --quiet --threads 1 --format jsonl -')}"
    script = os.path.join(SHARED, "score", row["task"] + ".py")
    run = subprocess.run([sys.executable, script, data, "--cmd", command, *row.get("args", [])], stdout=subprocess.PIPE, text=True)
    lines = run.stdout.strip().splitlines()
    return json.loads(lines[-1]) if run.returncode == 0 and lines else {}


rows = json.load(open(os.path.join(HERE, "floors.json")))
failed = 0
# Each scorer keeps one core busy.
with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
    for row, score in zip(rows, pool.map(scored, rows)):
        if score is None:
            print(f"SKIPPED {row['task']} {row['data']}: not here")
            continue
        for measure, least in row["floors"].items():
            got = score.get(measure)
            ok = got is not None and got >= least
            failed += not ok
            print(f"{'ok    ' if ok else 'BELOW '} {row['task']} {row['data']}: {measure} {got} (floor {least})", flush=True)
sys.exit(1 if failed else 0)
