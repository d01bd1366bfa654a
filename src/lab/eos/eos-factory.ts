/** A factory configuration in the shape of devices.md 5.7: this lab's own user and hashes, no real secret. */
export function eosFactory(user: string): string {
  const ports = Array.from({ length: 8 }, (_, index) => `interface Ethernet${index + 1}\n`).join(
    "",
  );
  return `transceiver qsfp default-mode 4x10G
logging console informational
spanning-tree mode mstp
no aaa root
username admin privilege 15 role network-admin secret sha512 $6$labAd2$Kp3xWm9ZtQn6vLrYb5HcJ8sEaGf4DuTiVo2XyBwRlMnPkCqSgNjFdUh7IeA1oZ
username ${user} privilege 15 role network-admin secret sha512 $6$labUs3$Zn5cRk8WyPm4tXvLd7HbJ2sFaGq9EuViTo6CyBxQlNrMkDwSgPjKdUh3IeA0fO
${ports}interface Management1
   ip address 10.0.0.15/24
no ip routing
control-plane
   no service-policy input copp-system-policy
management api http-commands
   protocol unix-socket
   no shutdown
management telnet
   no shutdown
end
`;
}
