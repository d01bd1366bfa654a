#!/bin/sh
# frr-once NAME FILE…: a fresh FRR inside a router, for as long as this runs. Hands it each file in turn, and prints what
# it said and what it runs then. `reload:FILE` is brought about by FRR's own frr-reload.
set -eu
name=$1
shift
for folder in "/run/frr/$name" "/etc/frr/$name"; do
  mkdir -p "$folder"
  chown frr:frrvty "$folder"
  chmod 770 "$folder"
done
printf 'service integrated-vtysh-config\n' > "/etc/frr/$name/vtysh.conf"
# Two ports that are there, for an address is refused on one that is not.
ip link show eth0 > /dev/null 2>&1 || ip link add eth0 type veth peer name eth1
for port in eth0 eth1; do ip link set "$port" up; done
for daemon in zebra staticd bgpd ospfd; do
  "/usr/lib/frr/$daemon" -d -N "$name" -P 0 -i "/run/frr/$name/$daemon.pid" > /dev/null 2>&1
done
for file in "$@"; do
  echo '== said'
  case $file in
    reload:*)
      /usr/lib/frr/frr-reload.py --reload --stdout --log-level info --pathspace "$name" "${file#reload:}" 2>&1 || true
      ;;
    *) vtysh -N "$name" -f "$file" 2>&1 || true ;;
  esac
  echo '== runs'
  vtysh -N "$name" -c 'show running-config no-header'
done
for port in eth0 eth1; do ip address flush dev "$port"; done
for file in "/run/frr/$name"/*.pid; do kill -9 "$(cat "$file")"; done
