/** What BGP takes at the top, in a group and for a neighbour, indented by `pad`. */
export function bgpStatements(pad: string): string {
  return `
type =
description =
local-address =ip
import []
export []
authentication-key = ; secret
family inet
  unicast
    prefix-limit ; open
  any
family inet6
  unicast
  any
family inet-vpn
  unicast
family evpn
  signaling
local-as =
  private
peer-as =
multihop
  ttl =int
  no-nexthop-change
hold-time =int
passive
multipath
  multiple-as
remove-private
cluster =
as-override
metric-out =
preference =int
log-updown
ttl =int
shutdown
graceful-restart
  disable
  restart-time =int
bfd-liveness-detection
  minimum-interval =int
  multiplier =int
enforce-first-as
no-client-reflect
tcp-mss =int
out-delay =int
`
    .trim()
    .split("\n")
    .map((line) => `${pad}${line}`)
    .join("\n");
}
