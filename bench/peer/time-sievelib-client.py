# Does one task with sievelib's client and prints the seconds it took, login and logout included.
import os
import sys
import time

from sievelib.managesieve import Client

task, port, username, folder = sys.argv[1:]
with os.fdopen(3) as file:
    password = file.readline().strip()
names = sorted(name for name in os.listdir(folder) if name.endswith(".sieve"))
texts = {}
for name in names:
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        texts[name[: -len(".sieve")]] = file.read()

start = time.perf_counter()
client = Client("127.0.0.1", int(port))
if not client.connect(username, password, starttls=True, authmech="PLAIN"):
    sys.exit("no login: %s" % client.errmsg)
if task == "list":
    client.listscripts()
for name, text in texts.items():
    if task == "up" and not client.putscript(name, text):
        sys.exit("refused: %s" % client.errmsg)
    if task == "down" and client.getscript(name) is None:
        sys.exit("not there: %s" % name)
client.logout()
print(time.perf_counter() - start)
