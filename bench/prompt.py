"""Measures the prompt as somebody at a terminal meets it: how long a key takes to be drawn at the end of a text of
2,000 characters, and how long an entry takes to be counted, first and again with another bound.

    python bench/prompt.py PROGRAM PROJECT
"""

import os
import pty
import re
import select
import statistics
import sys
import tempfile
import time

KEYS = 40
ENTRIES = [
    ("a first entry over orders", "money_spent > 100"),
    ("another bound", "money_spent > 150"),
    ("another bound", "money_spent > 90"),
    ("refined by a field", "and country = IT"),
    ("another value of the field", "money_spent > 90 and country = DE"),
    ("an absence", "money_spent > 90 and not ordered_since 90d"),
    ("another length", "money_spent > 90 and not ordered_since 60d"),
    ("another length and bound", "money_spent > 120 and not ordered_since 30d"),
    ("consent added", "money_spent > 120 and not ordered_since 30d and sms_consent"),
    ("a product", 'ordered product "Blue Mug" at least twice'),
    ("more of it", 'ordered product "Blue Mug" at least 3 times'),
    ("a date", "joined last 30d and money_spent > 20"),
    ("another date", "joined last 60d and money_spent > 20"),
]


class Terminal:
    def __init__(self, program, project):
        state = tempfile.mkdtemp()
        pid, self.at = pty.fork()
        if pid == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="100", LINES="40", XDG_STATE_HOME=state)
            os.execv(program, [program, "repl", "--project", project])
        self.pid = pid

    def send(self, text):
        os.write(self.at, text.encode())

    def read(self, patience):
        ready, _, _ = select.select([self.at], [], [], patience)
        return os.read(self.at, 65536).decode(errors="replace") if ready else ""

    def until(self, what, patience=600):
        said, end = "", time.perf_counter() + patience
        while not re.search(what, said):
            if time.perf_counter() > end:
                sys.exit(f"never said {what!r}:\n{said}")
            said += self.read(1)
        return said

    def quiet(self):
        while self.read(0.3):
            pass


def cores(pid):
    """Seconds of all cores that a process has used."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid):
    status = open(f"/proc/{pid}/status").read()
    return {key: int(value) // 1024 for key, value in re.findall(r"(VmHWM|VmRSS):\s+(\d+)", status)}


def main(program, project):
    at = Terminal(program, project)
    at.until("As of")
    at.quiet()
    for what, entry in ENTRIES:
        started, used = time.perf_counter(), cores(at.pid)
        at.send(entry + "\r")
        at.until("  as of")
        used, taken = cores(at.pid) - used, time.perf_counter() - started
        print(f"{taken * 1000:8.0f} ms, {used * 1000:6.0f} of all cores  {what}: {entry}", flush=True)
        at.quiet()
    print("memory, MB:", memory(at.pid))
    at.send(":memory\r")
    print(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", "".join(at.read(0.5) for _ in range(3))).strip())
    part = 'money_spent last 90d > 100 and not ordered where (product = "Blue Mug" and quantity >= 2) last 30d'
    text = " and ".join([part] * 30)[:2000].rsplit(" and ", 1)[0] + " and "
    text += "tags contains \"x\" and " * ((2000 - len(text)) // 22)
    at.send("\x1b[200~" + text + "\x1b[201~")
    at.quiet()
    taken, used = [], cores(at.pid)
    for key in ("money_spent last 90d > 1234567 and sms_con" * 2)[:KEYS]:
        started = time.perf_counter()
        at.send(key)
        while not at.read(5):
            pass
        taken.append((time.perf_counter() - started) * 1000)
        at.quiet()
    print(
        f"a key at the end of {len(text):,} characters: median {statistics.median(taken):.1f} ms, "
        f"most {max(taken):.1f} ms, {(cores(at.pid) - used) / len(taken) * 1000:.1f} of all cores, of {len(taken)} keys"
    )
    os.kill(at.pid, 9)


main(*sys.argv[1:3])
