#!/usr/bin/env python3
"""Compares each file's imports with the dependencies that Package.swift declares for its target."""

import json
import pathlib
import re
import subprocess
import sys

TOOLCHAIN = {
    "Dispatch", "Foundation", "Glibc", "PackagePlugin", "Synchronization",
    "Testing",
}
IMPORT = re.compile(r"^ *(?:@\w+ +)*(?:\w+ +)?import +(?:(?:enum|struct|class|func|var) +)?(\w+)", re.M)

described = ["swift", "package", "describe", "--type", "json"]
targets = json.loads(subprocess.run(described, check=True, stdout=subprocess.PIPE).stdout)["targets"]
wrong = []
for target in targets:
    declared = TOOLCHAIN | {target["name"]}
    declared.update(target.get("target_dependencies", []), target.get("product_dependencies", []))
    for source in filter(lambda name: name.endswith(".swift"), target["sources"]):
        file = pathlib.Path(target["path"], source)
        wrong += [
            f"{file}: imports {module}, which {target['name']} does not depend on"
            for module in IMPORT.findall(file.read_text("utf-8"))
            if module not in declared
        ]
print("\n".join(wrong) or f"{len(targets)} targets import what they declare")
sys.exit(1 if wrong else 0)
