import { expect, test } from "vitest";
import { eosFactory } from "../../src/lab/eos/eos-factory.ts";
import { EOS_MANNERS, eosLoad, eosText } from "../../src/lab/eos/eos-manners.ts";
import { iosxeFactory } from "../../src/lab/iosxe/iosxe-factory.ts";
import { IOSXE_MANNERS, iosxeLoad, iosxeText } from "../../src/lab/iosxe/iosxe-manners.ts";
import { enter, type Manners, type Path } from "../../src/lab/lines/engine.ts";
import type { Line } from "../../src/lab/lines/line-tree.ts";

/** Types lines and answers what was refused. */
function type(top: Line[], text: string, manners: Manners): string[] {
  let path: Path = [];
  const refused: string[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    if (line === "exit") path = path.slice(0, -1);
    if (line === "exit") continue;
    const outcome = enter(top, path, line, manners);
    if (outcome.kind === "done") path = outcome.path;
    else
      refused.push(outcome.kind === "rejected" ? outcome.says : `${outcome.refusal.kind} ${line}`);
  }
  return refused;
}

/** What typing changed: the lines that went and that came, without separators. */
function changes(before: string, after: string): { gone: string[]; come: string[] } {
  const lines = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "!");
  const [old, fresh] = [lines(before), lines(after)];
  const minus = (a: string[], b: string[]): string[] => {
    const left = [...b];
    return a.filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  return { gone: minus(old, fresh), come: minus(fresh, old) };
}

const csr = (): Line[] => iosxeLoad(iosxeFactory("netctl", "secret"));
const veos = (): Line[] => eosLoad(eosFactory("netctl"));

test("a printed configuration loads to the same print, free text included", () => {
  const text = iosxeText(csr());
  expect(iosxeText(iosxeLoad(text))).toBe(text);
  for (const line of iosxeFactory("netctl", "secret").split("\n"))
    expect(text.split("\n")).toContain(line);
  const other = eosText(veos());
  expect(eosText(eosLoad(other))).toBe(other);
  for (const line of eosFactory("netctl").split("\n")) expect(other.split("\n")).toContain(line);
});

const IOSXE_CHANGE = `hostname csr1
ip domain-name lab.example
logging 10.0.0.5
ntp server 10.0.0.6 prefer
int lo0
desc router  id
ip addr 192.0.2.1 255.255.255.255
interface GigabitEthernet1
mtu 9000
ip address 10.0.1.1 255.255.255.0
no shutdown
router bgp 65001
neighbor 10.0.1.2 remote-as 65002
neighbor 10.0.1.2 description vsrx1
network 192.0.2.1 mask 255.255.255.255
ip route 10.9.0.0 255.255.0.0 Null0 250
ip prefix-list P permit 10.0.0.0/8
ip prefix-list P permit 11.0.0.0/8
ip access-list extended X
permit tcp any any eq 80
5 deny ip any host 10.0.0.1
route-map R permit 10
match ip address prefix-list P
set metric 10
set metric 20`;

test("a CSR puts every line in its place and its own spelling, and takes it back", () => {
  const top = csr();
  const before = iosxeText(top);
  expect(type(top, IOSXE_CHANGE, IOSXE_MANNERS)).toEqual([]);
  expect(changes(before, iosxeText(top))).toEqual({
    gone: ["hostname csr1000v", "ip domain name example.com", " no ip address", " shutdown"],
    come: [
      ...["hostname csr1", "ip domain name lab.example", "interface Loopback0"],
      ...[" description router  id", " ip address 192.0.2.1 255.255.255.255"],
      ...[" ip address 10.0.1.1 255.255.255.0", " mtu 9000", "router bgp 65001"],
      ...[" bgp log-neighbor-changes", " neighbor 10.0.1.2 remote-as 65002"],
      ...[" neighbor 10.0.1.2 description vsrx1", " network 192.0.2.1 mask 255.255.255.255"],
      ...["ip route 10.9.0.0 255.255.0.0 Null0 250", "ip access-list extended X"],
      ...[" 5 deny ip any host 10.0.0.1", " 10 permit tcp any any eq 80"],
      ...["ip prefix-list P seq 5 permit 10.0.0.0/8", "ip prefix-list P seq 10 permit 11.0.0.0/8"],
      ...["logging host 10.0.0.5", "route-map R permit 10"],
      ...[" match ip address prefix-list P", " set metric 20", "ntp server 10.0.0.6 prefer"],
    ],
  });
  const back = `hostname csr1000v
ip domain name example.com
no logging host 10.0.0.5
no ntp server 10.0.0.6
no interface Loopback0
interface gi1
no mtu
no ip address
shutdown
no router bgp 65001
no ip route 10.9.0.0 255.255.0.0 Null0
no ip prefix-list P
no ip access-list extended X
no route-map R permit 10`;
  expect(type(top, back, IOSXE_MANNERS)).toEqual([]);
  expect(iosxeText(top)).toBe(before);
});

test("a CSR refuses what cannot stand beside what is there (devices.md 3.3)", () => {
  const top = csr();
  const text = `interface GigabitEthernet1
ip address 10.0.0.1 255.255.255.0
ip address 10.0.1.1 255.0.255.0
ip address 300.0.1.1 255.255.255.0
vrf forwarding nowhere
bogus
interface GigabitEthernet99
no interface GigabitEthernet1
interface GigabitEthernet1.10
ip address 10.5.0.1 255.255.255.0
ip access-list extended X
10 permit ip any any
10 deny ip any any
router bgp 65001
neighbor 10.0.1.2 activate
no neighbor 10.0.1.2 activate
router bgp 65002
hostname
int`;
  expect(type(top, text, IOSXE_MANNERS).map((says) => says.trim().split("\n")[0])).toEqual([
    "% 10.0.0.0 overlaps with GigabitEthernet10",
    "Bad mask 0xFF00FF00 for address 10.0.1.1",
    "invalid ip address 300.0.1.1 255.255.255.0",
    "% VRF nowhere not configured.",
    "invalid bogus",
    "invalid interface GigabitEthernet99",
    "% Removal of physical interfaces is not permitted",
    "% Configuring IP routing on a LAN subinterface is only allowed if that",
    "% Duplicate sequence number",
    "% Specify remote-as or peer-group remote AS first",
    "% Specify remote-as or peer-group remote AS first",
    "BGP is already running; AS is 65001",
    "incomplete hostname",
    "incomplete int",
  ]);
});

test("default takes an interface back to what a port is born with", () => {
  const top = csr();
  type(
    top,
    "interface gi1\nno shutdown\nip address 10.0.1.1 255.255.255.0\ndescription x",
    IOSXE_MANNERS,
  );
  type(top, "default interface gi1", IOSXE_MANNERS);
  expect(iosxeText(top)).toContain(
    "interface GigabitEthernet1\n no ip address\n negotiation auto\n no mop enabled\n no mop sysid\n!\n",
  );
});

const EOS_CHANGE = `hostname veos1
dns domain lab.example
logging host 10.0.0.5
ntp server 10.0.0.6
interface lo0
ip address 192.0.2.3/32
interface et1
description to csr1
no switchport
ip address 10.0.2.3/24
router bgp 65003
neighbor 10.0.2.1 remote-as 65001
neighbor 10.0.2.1 description csr1
network 192.0.2.3/32
address-family ipv4
neighbor 10.0.2.1 activate
ip routing
ip route 10.9.0.0/16 Null0 250
ip prefix-list P seq 10 permit 10.0.0.0/8
vlan 10
name ten`;

test("a vEOS puts every line in its place and its own spelling, and takes it back", () => {
  const top = veos();
  const before = eosText(top);
  expect(type(top, EOS_CHANGE, EOS_MANNERS)).toEqual([]);
  expect(changes(before, eosText(top))).toEqual({
    gone: ["no ip routing"],
    come: [
      ...["logging host 10.0.0.5", "hostname veos1", "dns domain lab.example"],
      ...["ntp server 10.0.0.6", "vlan 10", "   name ten"],
      ...["   description to csr1", "   no switchport", "   ip address 10.0.2.3/24"],
      ...["interface Loopback0", "   ip address 192.0.2.3/32", "ip routing"],
      ...["ip prefix-list P", "   seq 10 permit 10.0.0.0/8", "ip route 10.9.0.0/16 Null0 250"],
      ...["router bgp 65003", "   neighbor 10.0.2.1 remote-as 65001"],
      ...["   neighbor 10.0.2.1 description csr1", "   network 192.0.2.3/32"],
      ...["   address-family ipv4", "      neighbor 10.0.2.1 activate"],
    ],
  });
  const back = `no hostname
no dns domain
no logging host 10.0.0.5
no ntp server 10.0.0.6
no interface Loopback0
default interface Ethernet1
no router bgp 65003
no ip routing
no ip route 10.9.0.0/16 Null0
no ip prefix-list P
no vlan 10`;
  expect(type(top, back, EOS_MANNERS)).toEqual([]);
  expect(eosText(top)).toBe(before);
});

test("a vEOS neighbour goes with all its lines, in address families too", () => {
  const top = veos();
  type(top, EOS_CHANGE, EOS_MANNERS);
  type(top, "router bgp 65003\nno neighbor 10.0.2.1", EOS_MANNERS);
  expect(eosText(top)).not.toContain("10.0.2.1 ");
});
