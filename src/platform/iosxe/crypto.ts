import type { Rule } from "../grammar.ts";

const proposalRules: readonly Rule[] = [
  { match: "encryption <kinds...>", unset: "no encryption" },
  { match: "integrity <kinds...>", unset: "no integrity" },
  { match: "group <groups...>", unset: "no group" },
];

const profileRules: readonly Rule[] = [
  { match: "match identity remote address {address:ip} <mask:ip>" },
  { match: "identity local <name...>", unset: "no identity local" },
  { match: "authentication {side} {how...}" },
  {
    match: "keyring local <keyring>",
    unset: "no keyring local",
    refs: ["ikev2 keyring {keyring}"],
  },
];

/** IKEv2 and IPsec of tunnels that encrypt. */
export const cryptoRules: readonly Rule[] = [
  {
    match: "crypto ikev2 proposal {name}",
    defines: ["ikev2 proposal {name}"],
    section: { delete: "line", rules: proposalRules },
  },
  {
    match: "crypto ikev2 policy {name}",
    section: {
      delete: "line",
      rules: [
        { match: "match address local {address}" },
        { match: "proposal {proposal}", refs: ["ikev2 proposal {proposal}"] },
      ],
    },
  },
  {
    match: "crypto ikev2 keyring {name}",
    defines: ["ikev2 keyring {name}"],
    section: {
      delete: "line",
      rules: [
        {
          match: "peer {peer}",
          section: {
            delete: "line",
            rules: [
              { match: "address <address...>", unset: "no address" },
              {
                match: "pre-shared-key <key...:text>",
                unset: "no pre-shared-key",
                secret: true,
              },
            ],
          },
        },
      ],
    },
  },
  {
    match: "crypto ikev2 profile {name}",
    defines: ["ikev2 profile {name}"],
    section: { delete: "line", rules: profileRules },
  },
  {
    match: "crypto ipsec transform-set {name} <kinds...>",
    unset: "no crypto ipsec transform-set {name}",
    defines: ["transform-set {name}"],
    section: { delete: "line", rules: [{ match: "mode <mode>", default: ["mode tunnel"] }] },
  },
  {
    match: "crypto ipsec profile {name}",
    defines: ["ipsec profile {name}"],
    section: {
      delete: "line",
      rules: [
        {
          match: "set transform-set <sets...>",
          unset: "no set transform-set",
          refs: ["transform-set {sets}"],
        },
        { match: "set pfs <group>", unset: "no set pfs" },
        {
          match: "set ikev2-profile <profile>",
          unset: "no set ikev2-profile",
          refs: ["ikev2 profile {profile}"],
        },
      ],
    },
  },
];
