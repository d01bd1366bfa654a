#!/bin/sh
# router NAME KIND NUMBER: turns its own fresh namespaces into one router with an SSH server, and holds them.
set -eu
name=$1 kind=$2 number=$3
here=$(dirname "$0")
echo up > "/run/word/$name"
read -r _ < "/run/word/$name.go"

hostname "$name"
ip link set lo up
ip -o link | while IFS=': ' read -r _ port _; do ip link set "${port%@*}" up; done
ip address add "10.99.$((number / 250)).$((number % 250 + 1))/16" dev mgmt0
echo 1 > /proc/sys/net/ipv4/ip_forward

# What a box of its own would have to itself: its daemons' files, its configuration, its users' homes.
for folder in /run/frr /run/bird /var/tmp/frr /etc/frr /etc/bird /home; do
  mkdir -p "$folder"
done
mount -t tmpfs tmpfs /home
for folder in /run/frr /run/bird /var/tmp/frr /etc/frr /etc/bird; do mount -t tmpfs tmpfs "$folder"; done
for user in ops admin; do
  mkdir "/home/$user"
  chown "$user:$user" "/home/$user"
done
. "$here/$kind.sh"

sed "s/ADDRESS/10.99.$((number / 250)).$((number % 250 + 1))/; s/NAME/$name/" "$here/sshd_config" > /run/frr/sshd_config
/usr/sbin/sshd -f /run/frr/sshd_config -E /run/frr/sshd.log
echo done > "/run/word/$name"
exec sleep infinity
