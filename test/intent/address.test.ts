import fc from "fast-check";
import { Address4 } from "ip-address";
import { expect, test } from "vitest";
import { parseInterface } from "../../src/intent/address.ts";

const byte = fc.nat(255);
const dotted = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join("."));

test("an IPv4 address with its length is read as the library of addresses reads it", () => {
  fc.assert(
    fc.property(dotted, fc.option(fc.nat(32)), (address, length) => {
      const text = length === null ? address : `${address}/${length}`;
      const known = new Address4(text);
      expect(parseInterface(text)).toEqual({
        version: 4,
        address,
        length: length ?? 32,
        network: known.startAddress().correctForm(),
        number: known.bigInt(),
        broadcast: known.endAddress().correctForm(),
        netmask: known.subnetMaskAddress().correctForm(),
        wildcard: known.wildcardMask().correctForm(),
        hasLength: length !== null,
      });
    }),
    { numRuns: 500 },
  );
});

const wrong = "1.2.3 1.2.3.4.5 1.2.3.256 01.2.3.4 1.2.3.1000 1..2.3 1.2.3.4/ 1.2.3.4/33 1.2.3.4/08";
const more = "1.2.3.4/24/5 /24 1.2.3.4/-1 1.2.3.4/1e1 0x1.2.3.4 1.2.3.4/255.255.255.0";

test.each(["", ...wrong.split(" "), ...more.split(" ")])("%j is no address", (text) => {
  expect(parseInterface(text)).toBeUndefined();
});
