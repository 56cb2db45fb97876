# Parses a script with sievelib, several times, and prints the seconds of each run.
import sys
import time

from sievelib.parser import Parser

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    parser = Parser()
    ok = parser.parse(text)
    print(time.perf_counter() - start if ok else "it refuses the script")
