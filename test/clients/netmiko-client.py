"""Netmiko behind a pipe: each line in is a JSON request, each line out its JSON answer.

A request {"open": {...}} logs in with these arguments of ConnectHandler; {"call": NAME, "with": {...}} calls a
method of the connection. An answer is {"said": VALUE} or {"error": CLASS, "text": MESSAGE}.
"""
import json
import sys

from netmiko import ConnectHandler

connection = None


def carry_out(request):
    global connection
    if "open" in request:
        connection = ConnectHandler(**request["open"])
        return connection.find_prompt()
    return getattr(connection, request["call"])(**request["with"])


for line in sys.stdin:
    try:
        answer = {"said": carry_out(json.loads(line))}
    except Exception as error:  # Whatever the library throws is the answer.
        answer = {"error": type(error).__name__, "text": str(error)}
    print(json.dumps(answer), flush=True)
