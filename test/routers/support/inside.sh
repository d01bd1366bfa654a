#!/bin/sh
# inside COMMAND…: runs a command in a world of its own, where it may add users and keep daemons: the machine's /etc is
# covered by a private copy, temporary files lie in memory, and all processes end with the command, also where this
# script is killed. Where that cannot be had (no root, packages missing) the command runs as it is, and the tests say why
# they are skipped.
set -eu
here=$(dirname "$0")

if [ "${NETCTL_ROUTERS:-}" != inside ]; then
  if missing=$(sh "$here/missing.sh") && [ -z "$missing" ]; then
    NETCTL_ROUTERS=inside exec unshare --mount --pid --fork --kill-child --mount-proc sh "$0" "$@"
  fi
  NETCTL_ROUTERS="$missing" exec "$@"
fi

mount --make-rprivate /
mount -t tmpfs tmpfs /mnt
mkdir /mnt/changes /mnt/work /mnt/run /mnt/tmp
export TMPDIR=/mnt/tmp
mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/changes,workdir=/mnt/work /etc

# `ops` has a shell, as on a Linux router; `admin` gets the routers' command line and nothing else.
for user in ops admin; do
  useradd --shell /bin/sh --home-dir "/home/$user" --no-create-home --groups frr,frrvty,bird "$user"
  echo "$user:${NETCTL_ROUTERS_PASSWORD:=routers}" | chpasswd
done
ssh-keygen -q -t ed25519 -N '' -f /mnt/run/hostkey
ssh-keygen -q -t ed25519 -N '' -f /mnt/run/key
"$@"
