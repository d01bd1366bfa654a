#!/bin/sh
# world PLAN: routers behind a management network, as the plan says (`router NAME KIND NUMBER`, `link A PORT B PORT`). Runs in
# namespaces of its own, prints `ready NAME=PID…` with the processes that hold each router, and lives until its input ends.
set -eu
here=$(dirname "$0")

mount -t tmpfs tmpfs /run
mkdir /run/sshd /run/word
ip link set lo up
ip link add mgmt type bridge
ip address add 10.99.255.254/16 dev mgmt
ip link set mgmt up

# Each router says `up` when its namespaces are there, and `done` when it runs; between them it waits for its ports.
routers=
while read -r kind name what number; do
  [ "$kind" = router ] || continue
  mkfifo "/run/word/$name" "/run/word/$name.go"
  unshare --net --uts --mount sh "$here/router.sh" "$name" "$what" "$number" < /dev/null >&2 &
  routers="$routers $name=$!"
  eval "pid_$name=$!"
done < "$1"
for router in $routers; do read -r _ < "/run/word/${router%=*}"; done
while read -r kind a b c d; do
  case $kind in
    router)
      eval "ip link add m$c type veth peer name mgmt0 netns \$pid_$a"
      ip link set "m$c" master mgmt up
      ;;
    link) eval "ip link add $b netns \$pid_$a type veth peer name $d netns \$pid_$c" ;;
  esac
done < "$1"
for router in $routers; do echo go > "/run/word/${router%=*}.go"; done
for router in $routers; do read -r _ < "/run/word/${router%=*}"; done
echo "ready$routers"
cat > /dev/null
