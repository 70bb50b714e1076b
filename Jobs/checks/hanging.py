"""Reads what `swift test` printed and names the tests and suites that started and never ended."""

import re
import sys

line_pattern = re.compile(r'. ((?:Test(?! run)|Suite) (?:".*?"|\w+))(?: with \d+ test cases)? (\w+)')
running = {}
for line in sys.stdin:
    if match := line_pattern.match(line):
        name, event = match.groups()
        if event == "started":
            running[name] = None
        elif event in ("passed", "failed", "skipped"):
            running.pop(name, None)
print("never ended:", *running, sep="\n  ")
