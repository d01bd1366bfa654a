# FRR as Debian sets it up, without its supervisor: a daemon that dies stays dead.
chown frr:frr /run/frr /var/tmp/frr
chown frr:frrvty /etc/frr
chmod 770 /etc/frr
printf 'service integrated-vtysh-config\nhostname %s\n' "$name" > /etc/frr/vtysh.conf
printf 'frr defaults traditional\nhostname %s\n' "$name" > /etc/frr/frr.conf
chown frr:frrvty /etc/frr/*.conf
chmod 660 /etc/frr/*.conf
for daemon in zebra staticd bgpd ospfd; do "/usr/lib/frr/$daemon" -d -P 0 --log "file:/run/frr/$daemon.log" 2> /dev/null; done
vtysh -b
