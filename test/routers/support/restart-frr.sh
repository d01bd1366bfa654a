#!/bin/sh
# restart-frr FILE: ends the router's daemons and starts them anew with that configuration; says what they say of it.
for daemon in bgpd ospfd staticd zebra; do
  [ -e "/run/frr/$daemon.pid" ] && kill -9 "$(cat "/run/frr/$daemon.pid")" && rm -f "/run/frr/$daemon".*
done
for port in $(ip -o link | sed 's/^[0-9]*: \([^:@]*\).*/\1/' | grep -v mgmt0); do ip address flush dev "$port" scope global; done
cp "$1" /etc/frr/frr.conf
for daemon in zebra staticd bgpd ospfd; do "/usr/lib/frr/$daemon" -d -P 0 --log "file:/run/frr/$daemon.log" 2> /dev/null; done
vtysh -b
