# BIRD as Debian sets it up. What it needs to be one of a network's routers at once: no waiting before it connects.
printf '%s\n' 'router id 10.99.255.253;' 'protocol device {' '}' > /etc/bird/bird.conf
chown -R bird:bird /etc/bird /run/bird
chmod 770 /etc/bird
chmod 660 /etc/bird/bird.conf
/usr/sbin/bird -u bird -g bird
