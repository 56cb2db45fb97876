"""Works on the scripts of an account with sievelib; a JSON line tells what each step gave.

Arguments: host, port. Standard input: the password, then the script."""
import json
import sys

from sievelib.managesieve import Client

host, port = sys.argv[1], int(sys.argv[2])
password, _, script = sys.stdin.read().partition("\n")
client = Client(host, port)


def tell(step, result):
    print(json.dumps({"step": step, "result": result}))


def scripts():
    active, others = client.listscripts()
    return sorted([[name, True] for name in [active] if name] + [[name, False] for name in others])


tell("login", client.connect("alice", password, starttls=True, authmech="PLAIN"))
tell("capabilities", client.get_sieve_capabilities())
tell("list", scripts())
tell("space", client.havespace("my rules", len(script)))
tell("upload", client.putscript("my rules", script))
tell("upload", client.putscript("spare", "keep;\r\n"))
tell("refused", client.putscript("broken", "keep;\r\nkep;\r\n"))
tell("why", client.errmsg.decode())
tell("check", client.checkscript("keep;\r\n"))
tell("activate", client.setactive("my rules"))
tell("list", scripts())
tell("download", client.getscript("my rules"))
tell("delete active", client.deletescript("my rules"))
tell("rename", client.renamescript("spare", "other"))
tell("deactivate", client.setactive(""))
tell("list", scripts())
tell("delete", client.deletescript("my rules"))
tell("delete", client.deletescript("other"))
tell("list", scripts())
client.logout()
