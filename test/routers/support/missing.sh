#!/bin/sh
# Prints what this machine lacks to run real routers, in words; nothing where it has all.
if [ "$(id -u)" != 0 ]; then
  echo "needs root"
  exit
fi
lacking=
for need in frr:/usr/lib/frr/bgpd frr-pythontools:/usr/lib/frr/frr-reload.py bird2:/usr/sbin/bird \
  openssh-server:/usr/sbin/sshd openssh-client:/usr/bin/ssh iproute2:/sbin/ip iputils-ping:/bin/ping procps:/usr/bin/pkill; do
  [ -x "${need#*:}" ] || lacking="$lacking ${need%%:*}"
done
if [ -n "$lacking" ]; then
  echo "needs the Debian packages$lacking"
elif ! unshare --net --mount --pid --uts --fork --mount-proc true 2> /dev/null; then
  echo "needs a kernel that lets root make namespaces"
fi
